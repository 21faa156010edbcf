package io.lethe.workers.health;

import com.codahale.metrics.health.HealthCheck;
import io.lethe.storage.erasure.OpenErasures;
import io.lethe.storage.erasure.OpenErasures.Overdue;
import io.lethe.workers.erasure.OverdueWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Are erasures behind? Then the process works, and does not keep what it promises: degraded. */
public final class ErasureHealth extends HealthCheck {
  private final OpenErasures open;
  private final Duration grace;
  private final Clock clock;

  /**
   * @param grace how long after a deadline a healthy erasure may be on its way
   */
  public ErasureHealth(OpenErasures open, Duration grace, Clock clock) {
    this.open = open;
    this.grace = grace;
    this.clock = clock;
  }

  @Override
  protected Result check() {
    Instant due = clock.instant().minus(grace);
    Overdue overdue = open.overdue(due);
    if (overdue.jobs() == 0) {
      return Result.healthy();
    }
    return Result.builder()
        .unhealthy()
        .withMessage(
            "Degraded: %d erasures are overdue, the oldest for %s. %s",
            overdue.jobs(), overdue.age(clock.instant()), OverdueWatch.WHAT_TO_DO)
        .withDetail("overdue", overdue.jobs())
        .withDetail("oldestSeconds", overdue.age(clock.instant()).toSeconds())
        .build();
  }
}
