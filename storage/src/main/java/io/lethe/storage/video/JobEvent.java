package io.lethe.storage.video;

import io.lethe.domain.video.JobState;
import java.time.Instant;

/**
 * A job came to a state.
 *
 * @param id grows with each event of a job; not without gaps
 */
public record JobEvent(long id, JobState state, Instant at) {}
