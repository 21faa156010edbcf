/**
 * The keys on which forgetting rests: the master key, one key for each job and one for each
 * subject, wrapped by it. Read {@link io.lethe.storage.key.JobKeys} first, then {@link
 * io.lethe.storage.key.SubjectKeys}.
 */
@NullMarked
package io.lethe.storage.key;

import org.jspecify.annotations.NullMarked;
