package io.lethe.workers.video;

import java.time.Duration;

/**
 * How long to wait before the provider is asked again. Quick at first, for short renderings and
 * immediate refusals; then ever more slowly, for nothing is gained by asking a rendering of minutes
 * every second.
 */
final class AskingPace {
  private static final int QUICK_QUESTIONS = 5;
  private static final Duration QUICK = Duration.ofSeconds(1);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration SLOWEST = Duration.ofSeconds(15);
  private static final double GROWTH = 1.5;

  private AskingPace() {}

  /**
   * @param questions how many were asked so far, at least one
   */
  static Duration after(int questions) {
    if (questions <= QUICK_QUESTIONS) {
      return QUICK;
    }
    // Beyond ten steps the slowest pace is reached in any case; the power would only grow.
    int steps = Math.min(questions - QUICK_QUESTIONS - 1, 10);
    long millis = Math.round(FIRST.toMillis() * Math.pow(GROWTH, steps));
    return Duration.ofMillis(Math.min(millis, SLOWEST.toMillis()));
  }
}
