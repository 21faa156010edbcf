package io.lethe.workers.erasure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that is worth its cost in the first round of a process, and later only once in a while.
 * One that failed is repeated in the next round.
 */
final class SeldomSweep implements Sweep {
  private final Sweep sweep;
  private final Duration pause;
  private final Clock clock;
  private @Nullable Instant last;

  /**
   * @param pause between two times that it succeeds
   */
  SeldomSweep(Sweep sweep, Duration pause, Clock clock) {
    this.sweep = sweep;
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public String name() {
    return sweep.name();
  }

  @Override
  public synchronized long sweep() {
    Instant now = clock.instant();
    if (last != null && now.isBefore(last.plus(pause))) {
      return 0;
    }
    long erased = sweep.sweep();
    last = now;
    return erased;
  }
}
