package io.lethe.domain.video;

import org.jspecify.annotations.Nullable;

/** How a job ends, and why where the outcome alone does not say. */
public record Ending(Outcome outcome, @Nullable Reason reason) {

  public static Ending of(Outcome outcome) {
    return new Ending(outcome, null);
  }

  public static Ending of(Outcome outcome, Reason reason) {
    return new Ending(outcome, reason);
  }

  public static Ending failed(Reason reason) {
    return new Ending(Outcome.FAILED, reason);
  }
}
