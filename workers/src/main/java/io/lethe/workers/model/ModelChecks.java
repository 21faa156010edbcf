package io.lethe.workers.model;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the check at start-up, beside everything else, and again from time to time. */
public final class ModelChecks implements Managed {
  private static final Logger log = LoggerFactory.getLogger(ModelChecks.class);

  /** A model is withdrawn with weeks of notice; a question costs nothing. */
  static final Duration EVERY = Duration.ofHours(1);

  /** Where fal.ai did not answer. */
  static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

  private final ModelCheck check;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "model-check");
            thread.setDaemon(true);
            return thread;
          });

  public ModelChecks(ModelCheck check) {
    this.check = check;
  }

  @Override
  public void start() {
    timer.execute(this::run);
  }

  @Override
  public void stop() {
    timer.shutdownNow();
  }

  private void run() {
    boolean all = false;
    try {
      all = check.run();
    } catch (RuntimeException ledgerAway) {
      log.warn("The check of the models broke off: {}", ledgerAway.getClass().getName());
    }
    if (!timer.isShutdown()) {
      Duration pause = all ? EVERY : AGAIN_AFTER;
      timer.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
