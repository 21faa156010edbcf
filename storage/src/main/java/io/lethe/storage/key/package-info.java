/**
 * The keys on which forgetting rests: the master key, and one key for each job, wrapped by it. Read
 * {@link io.lethe.storage.key.JobKeys} first.
 */
@NullMarked
package io.lethe.storage.key;

import org.jspecify.annotations.NullMarked;
