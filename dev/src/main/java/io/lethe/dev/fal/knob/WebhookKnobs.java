package io.lethe.dev.fal.knob;

import java.time.Duration;
import java.util.List;

/**
 * How webhooks are delivered.
 *
 * @param compression the pauses between attempts are so many times shorter
 * @param attempts how many there are at most; fal.ai makes 31 in about an hour
 * @param firstTimeout how long the first attempt waits for its answer
 * @param laterTimeout how long the others do
 * @param lateBy how late {@link SimulatedFailure#WEBHOOK_LATE} is
 */
public record WebhookKnobs(
    int compression, int attempts, Duration firstTimeout, Duration laterTimeout, Duration lateBy) {
  /** The first pauses double; from then on each is as long, so that 31 attempts take an hour. */
  private static final List<Integer> PAUSES = List.of(1, 2, 4, 8, 16, 32, 64, 128);

  private static final int LATER_PAUSE = 150;

  public WebhookKnobs {
    if (compression < 1 || attempts < 1) {
      throw new IllegalArgumentException("At least one attempt, and no pause longer than real");
    }
    for (Duration limit : List.of(firstTimeout, laterTimeout)) {
      if (limit.toMillis() <= 0) {
        throw new IllegalArgumentException("A webhook waits for its answer");
      }
    }
    if (lateBy.isNegative()) {
      throw new IllegalArgumentException("Late is not early");
    }
  }

  /** As fal.ai does it, in real time. */
  public static WebhookKnobs real() {
    return new WebhookKnobs(
        1, 31, Duration.ofSeconds(15), Duration.ofSeconds(120), Duration.ofSeconds(30));
  }

  public WebhookKnobs withCompression(int times) {
    return new WebhookKnobs(times, attempts, firstTimeout, laterTimeout, lateBy);
  }

  public WebhookKnobs withTimeouts(Duration first, Duration later) {
    return new WebhookKnobs(compression, attempts, first, later, lateBy);
  }

  public WebhookKnobs withLateBy(Duration duration) {
    return new WebhookKnobs(compression, attempts, firstTimeout, laterTimeout, duration);
  }

  /** The pause after so many attempts. */
  public Duration pauseAfter(int attempts) {
    int seconds = attempts <= PAUSES.size() ? PAUSES.get(attempts - 1) : LATER_PAUSE;
    return Duration.ofSeconds(seconds).dividedBy(compression);
  }
}
