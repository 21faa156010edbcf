package io.lethe.workers.rights;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/** How a step says that others are still at work: not trouble, to be asked again. */
final class NotYet {
  private NotYet() {}

  static ApplicationFailure of(String what, long left, Duration askAgain) {
    return ApplicationFailure.newBuilder()
        .setType("NOT_YET")
        .setMessage(left + " " + what)
        .setCategory(ApplicationErrorCategory.BENIGN)
        .setNextRetryDelay(askAgain)
        .build();
  }
}
