/**
 * What people may ask of us by right, and by when it has to be answered. Read {@link
 * io.lethe.domain.rights.RequestState} first, then {@link io.lethe.domain.rights.Deadline}.
 */
@NullMarked
package io.lethe.domain.rights;

import org.jspecify.annotations.NullMarked;
