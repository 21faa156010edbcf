package io.lethe.api;

import io.grpc.Context;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How long a request waits for Temporal before its client is told to come back. */
public record Patience(ScheduledExecutorService deadlines) {
  /** An honest answer takes milliseconds; whoever waits longer had better be told to come back. */
  public static final Duration LIMIT = Duration.ofSeconds(4);

  /**
   * The SDK repeats a call that got no answer, for a minute; the deadline cuts that short. What is
   * over already is done.
   */
  public void within(Runnable call) {
    Context.CancellableContext patience =
        Context.current().withDeadlineAfter(LIMIT.toMillis(), TimeUnit.MILLISECONDS, deadlines);
    try {
      patience.run(call);
    } catch (WorkflowExecutionAlreadyStarted | WorkflowNotFoundException over) {
      // It has done its work already.
    } finally {
      patience.cancel(null);
    }
  }
}
