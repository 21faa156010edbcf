package io.lethe.workers.erasure;

import io.lethe.storage.erasure.Erasures;
import io.lethe.storage.erasure.OpenErasures;
import java.time.Clock;
import java.time.Duration;

/**
 * Erases jobs whose guardian should have done so by now, and did not: it was terminated or never
 * started, it is stuck, or Temporal is gone. Where the guardian comes back meanwhile, two erasers
 * at once are one erasure.
 */
public final class UnconfirmedErasures implements Sweep {
  private static final int JOBS_IN_A_ROUND = 500;

  private final OpenErasures open;
  private final Erasures erasures;
  private final Duration grace;
  private final Clock clock;

  /**
   * @param grace what the guardian is given to act by itself
   */
  public UnconfirmedErasures(OpenErasures open, Erasures erasures, Duration grace, Clock clock) {
    this.open = open;
    this.erasures = erasures;
    this.grace = grace;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "unconfirmed-erasures";
  }

  @Override
  public long sweep() {
    return OneByOne.each(
        open.unconfirmed(clock.instant().minus(grace), JOBS_IN_A_ROUND),
        job -> erasures.erase(job, null));
  }
}
