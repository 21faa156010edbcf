package io.lethe.workers.video;

import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.fal.FalFailure;
import io.lethe.workflows.EndingFailure;
import io.temporal.failure.ApplicationFailure;

/**
 * What a failure of fal.ai means for a job: an ending, or another attempt. The one place where that
 * is decided.
 */
final class FalFailures {
  private FalFailures() {}

  /** To be thrown by the activity. Holds enums and an HTTP status, none of fal.ai's words. */
  static ApplicationFailure of(FalFailure failure) {
    return failure.permanent() ? EndingFailure.of(ending(failure)) : again(failure);
  }

  private static Ending ending(FalFailure failure) {
    return switch (failure.kind()) {
      case CONTENT_REFUSED -> Ending.of(Outcome.REFUSED, Reason.CONTENT_POLICY);
      case INPUT_REFUSED -> Ending.failed(Reason.INPUT_REJECTED);
      case MODEL_FAILED, CANCELLED -> Ending.failed(Reason.PROVIDER_FAILED);
      case KEY_REFUSED, ACCOUNT_LOCKED, RATE_LIMITED, UNAVAILABLE ->
          Ending.failed(Reason.PROVIDER_UNAVAILABLE);
      case TIMED_OUT -> Ending.failed(Reason.RENDER_TIMED_OUT);
      case OUTCOME_UNKNOWN -> Ending.failed(Reason.SUBMISSION_UNKNOWN);
      case GONE, PROTOCOL_VIOLATION -> Ending.failed(unusable(failure));
    };
  }

  private static Reason unusable(FalFailure failure) {
    return switch (failure.call()) {
      case RESULT, DOWNLOAD -> Reason.VIDEO_UNUSABLE;
      default -> Reason.PROVIDER_FAILED;
    };
  }

  private static ApplicationFailure again(FalFailure failure) {
    ApplicationFailure.Builder again =
        ApplicationFailure.newBuilder()
            .setType(failure.kind().name())
            .setMessage("fal.ai: HTTP " + failure.httpStatus() + " on " + failure.call());
    failure.retryAfter().ifPresent(again::setNextRetryDelay);
    return again.build();
  }
}
