package io.lethe.workflows;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * Every time limit and retry policy, by the name of the step it is for. Retries are bounded by
 * time, not by count. A step that writes is waited for when its job is cancelled, so that nothing
 * is written behind an erasure's back.
 */
public final class StepOptions {

  /**
   * A guardian looks again after this long unless it is configured otherwise: longer than {@link
   * #fetchVideo}, the longest writer, may run, and a margin.
   */
  public static final Duration SECOND_LOOK_AFTER = Duration.ofMinutes(7);

  /**
   * The longest that one attempt to stream a video into the vault may take: 200 MB at 1 MB/s, and a
   * margin.
   */
  public static final Duration LONGEST_WRITER = Duration.ofMinutes(5);

  /**
   * A rendering of 5 s takes 1 to 6 minutes; the provider's own queue and retries can make that 20
   * to 30.
   */
  public static final Duration RENDER_DEADLINE = Duration.ofMinutes(30);

  private StepOptions() {}

  /**
   * A read or a small write in the ledger. A ledger that is down is waited for: the guardian's
   * deadline bounds it.
   */
  public static LocalActivityOptions ledgerStep() {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(10))
        .setRetryOptions(retry(Duration.ofMillis(200), Duration.ofMinutes(1)))
        .build();
  }

  /** The early erasure of the upload; the guardian repeats what it can't do in this time. */
  public static LocalActivityOptions eraseUploads() {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(10))
        .setScheduleToCloseTimeout(Duration.ofSeconds(30))
        .setRetryOptions(retry(Duration.ofMillis(500), Duration.ofSeconds(10)))
        .build();
  }

  /**
   * Looks for a receipt that another workflow is writing: soon after one another at first, then
   * ever more rarely.
   */
  public static LocalActivityOptions awaitReceipt() {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(5))
        .setRetryOptions(retry(Duration.ofMillis(50), Duration.ofMinutes(5)))
        .build();
  }

  /**
   * Decoding 50 megapixels takes seconds; a worker that died is noticed by its missing heartbeat.
   */
  public static ActivityOptions sanitise() {
    return writer(Duration.ofMinutes(2))
        .setTaskQueue(TaskQueues.PHOTO)
        .setScheduleToCloseTimeout(Duration.ofMinutes(10))
        .setHeartbeatTimeout(Duration.ofSeconds(15))
        .setRetryOptions(retry(Duration.ofSeconds(1), Duration.ofSeconds(30)))
        .build();
  }

  /**
   * Attempts that the provider certainly did not accept are repeated; any other is looked for (the
   * activity decides). Includes the wait for the job's turn, and for an operator who tops up a
   * locked account; the job's deadline bounds it as well.
   */
  public static ActivityOptions submit() {
    return writer(Duration.ofMinutes(2))
        .setScheduleToCloseTimeout(Duration.ofHours(3))
        .setRetryOptions(retry(Duration.ofSeconds(2), Duration.ofMinutes(1)))
        .build();
  }

  /**
   * The wait for the rendering and the download; the activity names the pause between two questions
   * itself.
   */
  public static ActivityOptions fetchVideo() {
    return writer(LONGEST_WRITER)
        .setScheduleToCloseTimeout(RENDER_DEADLINE)
        .setHeartbeatTimeout(Duration.ofSeconds(15))
        .setRetryOptions(retry(Duration.ofSeconds(2), Duration.ofSeconds(15)))
        .build();
  }

  /** A courtesy to the provider and to the bill; an erasure does not wait long for it. */
  public static ActivityOptions cancelRendering() {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(30))
        .setScheduleToCloseTimeout(Duration.ofMinutes(2))
        .setRetryOptions(retry(Duration.ofSeconds(1), Duration.ofSeconds(20)))
        .build();
  }

  /**
   * The first, cheap try of an erasure's step; what it can't do, {@link #erasureStep} goes on with.
   */
  public static LocalActivityOptions firstTryOfErasureStep() {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(10))
        .setScheduleToCloseTimeout(Duration.ofSeconds(15))
        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build())
        .build();
  }

  /** Retried without end, ever more rarely, and visible in the Web UI while it fails. */
  public static ActivityOptions erasureStep() {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofMinutes(2))
        .setRetryOptions(retry(Duration.ofSeconds(1), Duration.ofMinutes(10)))
        .build();
  }

  /**
   * A step of answering a request: gathering or erasing all that is kept of a person. Retried
   * without end, ever more rarely, and visible in the Web UI while it fails; a worker that died is
   * noticed by its missing heartbeat.
   */
  public static ActivityOptions rightsStep() {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofMinutes(30))
        .setHeartbeatTimeout(Duration.ofMinutes(1))
        .setRetryOptions(retry(Duration.ofSeconds(1), Duration.ofMinutes(10)))
        .build();
  }

  private static ActivityOptions.Builder writer(Duration oneAttempt) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(oneAttempt)
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
  }

  private static RetryOptions retry(Duration first, Duration atMost) {
    return RetryOptions.newBuilder()
        .setInitialInterval(first)
        .setBackoffCoefficient(2)
        .setMaximumInterval(atMost)
        // The SDK never retries a local activity that has neither this nor a limit in time.
        .setMaximumAttempts(Integer.MAX_VALUE)
        .build();
  }
}
