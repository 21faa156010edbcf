package io.lethe.workers.erasure;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.Managed;
import io.lethe.workers.SafeFailures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what the workflows left behind, driven by the ledger and the vault alone: it goes on when
 * Temporal is gone. It runs in every worker at once. There is no lock between them, because a
 * process that hangs with one would stop them all; each sweep can be repeated by anyone instead.
 *
 * <p>A sweep that fails neither stops the others nor the next round. Counted for each sweep, in
 * {@code lethe.sweeper.<name>}: {@code erased} and {@code failed}.
 */
public final class Sweeper implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /** Workers that were started together drift apart. */
  private static final double JITTER = 0.2;

  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final List<Sweep> sweeps;
  private final Duration every;
  private final MetricRegistry metrics;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sweeper"));

  public Sweeper(List<Sweep> sweeps, Duration every, MetricRegistry metrics) {
    this.sweeps = List.copyOf(sweeps);
    this.every = every;
    this.metrics = metrics;
  }

  /** Runs every sweep once, here and now. */
  public void round() {
    sweeps.forEach(this::run);
  }

  @Override
  public void start() {
    scheduleNext();
  }

  /** Lets a round in progress finish for a while; what it leaves is found by the next process. */
  @Override
  public void stop() throws InterruptedException {
    timer.shutdownNow();
    timer.awaitTermination(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void scheduleNext() {
    double factor = 1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1);
    timer.schedule(
        this::roundAndNext, Math.round(every.toMillis() * factor), TimeUnit.MILLISECONDS);
  }

  private void roundAndNext() {
    try {
      round();
    } finally {
      if (!timer.isShutdown()) {
        scheduleNext();
      }
    }
  }

  private void run(Sweep sweep) {
    try {
      count(sweep, sweep.sweep());
    } catch (SweepIncomplete some) {
      count(sweep, some.erased());
      failed(sweep, some);
    } catch (RuntimeException none) {
      failed(sweep, none);
    }
  }

  private void count(Sweep sweep, long erased) {
    metrics.counter(metric(sweep, "erased")).inc(erased);
    if (erased > 0) {
      LOG.info("The sweep {} erased {}.", sweep.name(), erased);
    }
  }

  private void failed(Sweep sweep, RuntimeException failure) {
    metrics.counter(metric(sweep, "failed")).inc();
    LOG.error(
        "The sweep {} failed and is repeated in about {}: {}. Look at the health checks of the"
            + " ledger and the vault first.",
        sweep.name(),
        every,
        SafeFailures.inOneLine(failure));
  }

  private static String metric(Sweep sweep, String what) {
    return MetricRegistry.name("lethe.sweeper", sweep.name(), what);
  }
}
