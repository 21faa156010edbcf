/**
 * How requests by right are carried out. Read {@link io.lethe.workers.rights.SubjectDeletion}
 * first.
 */
@NullMarked
package io.lethe.workers.rights;

import org.jspecify.annotations.NullMarked;
