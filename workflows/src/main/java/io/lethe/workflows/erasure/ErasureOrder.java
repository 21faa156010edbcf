package io.lethe.workflows.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that a guardian is told.
 *
 * @param eraseBy when it erases at the latest
 * @param secondLookAfter how long after the erasure it looks again: longer than any writer can
 *     still be writing
 * @param ending if given, the job has ended already: erase at once
 */
public record ErasureOrder(
    JobId jobId, Instant eraseBy, Duration secondLookAfter, @Nullable Ending ending) {

  /** For a guardian that has something to wait for. */
  public ErasureOrder(JobId jobId, Instant eraseBy, Duration secondLookAfter) {
    this(jobId, eraseBy, secondLookAfter, null);
  }
}
