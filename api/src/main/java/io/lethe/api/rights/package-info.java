/**
 * What people ask of us by right. Read {@link io.lethe.api.rights.RightsRequestsResource} first.
 */
@NullMarked
package io.lethe.api.rights;

import org.jspecify.annotations.NullMarked;
