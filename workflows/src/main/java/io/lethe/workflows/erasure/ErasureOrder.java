package io.lethe.workflows.erasure;

import io.lethe.domain.JobId;
import java.time.Duration;
import java.time.Instant;

/**
 * All that a guardian is told.
 *
 * @param eraseBy when it erases at the latest
 * @param secondLookAfter how long after the erasure it looks again: longer than any writer can
 *     still be writing
 */
public record ErasureOrder(JobId jobId, Instant eraseBy, Duration secondLookAfter) {}
