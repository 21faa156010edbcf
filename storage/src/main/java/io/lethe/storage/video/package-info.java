/**
 * Jobs: ordered, moved along, listed. Read {@link io.lethe.storage.video.Jobs} first, then {@link
 * io.lethe.storage.video.LockedJob}, on which every writer depends.
 */
@NullMarked
package io.lethe.storage.video;

import org.jspecify.annotations.NullMarked;
