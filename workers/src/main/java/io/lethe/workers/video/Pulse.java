package io.lethe.workers.video;

import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;

/**
 * What tells Temporal that a step is alive, as often as its reader likes. It stops the reader when
 * the step was cancelled or has timed out: the heartbeat then throws.
 *
 * <p>A step that is done within {@link #QUIET} sends none: most are, and each heartbeat that the
 * SDK lets through is a write in Temporal's database. That is well before the heartbeat timeout of
 * {@link io.lethe.workflows.StepOptions}.
 */
final class Pulse {
  static final Duration QUIET = Duration.ofSeconds(2);

  private final ActivityExecutionContext step;
  private final long began = System.nanoTime();

  Pulse(ActivityExecutionContext step) {
    this.step = step;
  }

  void beat() {
    if (System.nanoTime() - began >= QUIET.toNanos()) {
      step.heartbeat(null);
    }
  }
}
