package io.lethe.workers.erasure;

import io.lethe.storage.erasure.Erasures;
import io.lethe.storage.erasure.OpenErasures;
import java.time.Clock;
import java.time.Duration;

/** Looks again where the guardian, whose task it is, did not come back for it. */
public final class SecondLooks implements Sweep {
  private static final int JOBS_IN_A_ROUND = 500;

  private final OpenErasures open;
  private final Erasures erasures;
  private final Duration after;
  private final Clock clock;

  /**
   * @param after how long after a receipt the second look is overdue
   */
  public SecondLooks(OpenErasures open, Erasures erasures, Duration after, Clock clock) {
    this.open = open;
    this.erasures = erasures;
    this.after = after;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "second-looks";
  }

  @Override
  public long sweep() {
    return OneByOne.each(
        open.lookedAtOnce(clock.instant().minus(after), JOBS_IN_A_ROUND), erasures::lookAgain);
  }
}
