package io.lethe.workers.erasure;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.lethe.storage.erasure.OpenErasures;
import io.lethe.storage.erasure.OpenErasures.Overdue;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes erasures visible that are past their deadline and have no receipt: as the gauges {@code
 * lethe.erasures.overdue} (how many) and {@code lethe.erasures.overdue.oldest.seconds}, and as a
 * line in the log that says what to do. A sweep that erases nothing, to be run after those that do.
 */
public final class OverdueWatch implements Sweep {
  /** What whoever sees one should do. */
  public static final String WHAT_TO_DO =
      "Look at the health checks of the ledger and the vault, and in Temporal's Web UI for LetheErasure"
          + " = 'OVERDUE' or 'RETRYING': the pending activity names the step that fails. Nothing has to"
          + " be erased by hand: once the store answers, guardians and sweepers go on by themselves.";

  private static final Logger LOG = LoggerFactory.getLogger(OverdueWatch.class);

  private final OpenErasures open;
  private final Clock clock;
  private volatile Overdue seen = new Overdue(0, null);

  public OverdueWatch(OpenErasures open, Clock clock) {
    this.open = open;
    this.clock = clock;
  }

  public void register(MetricRegistry metrics) {
    Gauge<Long> jobs = () -> seen.jobs();
    Gauge<Long> age = () -> seen.age(clock.instant()).toSeconds();
    metrics.gauge("lethe.erasures.overdue", () -> jobs);
    metrics.gauge("lethe.erasures.overdue.oldest.seconds", () -> age);
  }

  @Override
  public String name() {
    return "overdue-watch";
  }

  @Override
  public long sweep() {
    Instant now = clock.instant();
    seen = open.overdue(now);
    if (seen.jobs() > 0) {
      LOG.error(
          "{} erasures are overdue, the oldest for {}. {}", seen.jobs(), seen.age(now), WHAT_TO_DO);
    }
    return 0;
  }
}
