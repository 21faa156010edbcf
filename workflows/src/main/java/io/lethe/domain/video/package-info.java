/** A job's states, outcomes and orders. Read {@link io.lethe.domain.video.JobState} first. */
@NullMarked
package io.lethe.domain.video;

import org.jspecify.annotations.NullMarked;
