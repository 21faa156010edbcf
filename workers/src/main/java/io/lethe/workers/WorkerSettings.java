package io.lethe.workers;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * The section {@code workers} of the configuration: how much one process does at a time.
 *
 * @param maxPollers most calls that wait for work at a time, for each queue and kind of work; they
 *     grow and shrink with the backlog
 * @param maxActivities most steps at a time; asking the provider and fetching videos wait for the
 *     network, so there can be many
 * @param maxLedgerSteps most short steps on the ledger at a time: the size of its connection pool
 *     is what limits them
 * @param maxPhotos most photos sanitised at a time; 0 for as many as there are processors, if the
 *     heap is large enough
 * @param workflowCache workflows kept in memory between two of their steps
 * @param shutdownWait how long a stop waits for steps in progress; what is not done by then is
 *     retried by another process
 */
public record WorkerSettings(
    @Min(2) int maxPollers,
    @Min(1) int maxActivities,
    @Min(1) int maxLedgerSteps,
    @Min(0) int maxPhotos,
    @Min(1) int workflowCache,
    @NotNull Duration shutdownWait) {

  /** Heap that {@link io.lethe.workers.video.PhotoSanitiser} needs for the largest photo. */
  private static final long LARGEST_PHOTO = 256L << 20;

  /** Never so many that the largest photos would fill the heap together. */
  int photosAtATime() {
    if (maxPhotos > 0) {
      return maxPhotos;
    }
    long heapfuls = Runtime.getRuntime().maxMemory() / LARGEST_PHOTO;
    return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), heapfuls));
  }
}
