/** The journal of what left the building. Read {@link io.lethe.storage.egress.EgressJournal}. */
@NullMarked
package io.lethe.storage.egress;

import org.jspecify.annotations.NullMarked;
