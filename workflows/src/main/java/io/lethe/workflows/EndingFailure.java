package io.lethe.workflows;

import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;

/**
 * How an activity tells a workflow that a job can't go on: a failure that is never retried, whose
 * type is the outcome and whose only detail is the {@link Ending}. Its message is fixed text;
 * nothing that came from outside reaches a history.
 */
public final class EndingFailure {
  private EndingFailure() {}

  /** To be thrown by an activity; not retried. */
  public static ApplicationFailure of(Ending ending) {
    String message =
        ending.reason() == null ? ending.outcome().meaning() : ending.reason().meaning();
    return ApplicationFailure.newNonRetryableFailure(message, ending.outcome().name(), ending);
  }

  /**
   * What a failed step means for its job.
   *
   * @param onTimeout the reason to give when the step ran out of time, for whatever cause
   */
  public static Ending endingOf(ActivityFailure failure, Reason onTimeout) {
    Throwable cause = failure.getCause();
    if (cause instanceof ApplicationFailure application && isOutcome(application.getType())) {
      return application.getDetails().get(Ending.class);
    }
    if (cause instanceof TimeoutFailure
        || failure.getRetryState() == RetryState.RETRY_STATE_TIMEOUT) {
      return new Ending(Outcome.FAILED, onTimeout);
    }
    return new Ending(Outcome.FAILED, Reason.INTERNAL);
  }

  private static boolean isOutcome(String type) {
    for (Outcome outcome : Outcome.values()) {
      if (outcome.name().equals(type)) {
        return true;
      }
    }
    return false;
  }
}
