/**
 * How a request by right is answered in time. Read {@link io.lethe.workflows.rights.RightsWorkflow}
 * first.
 */
@NullMarked
package io.lethe.workflows.rights;

import org.jspecify.annotations.NullMarked;
