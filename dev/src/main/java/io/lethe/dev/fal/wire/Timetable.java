package io.lethe.dev.fal.wire;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to happen later; one thread for all of it, so nothing on it may take long. */
public final class Timetable implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(daemons("simulated-fal-timer"));

  /** Threads that don't keep the process from ending. */
  public static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** At once where the delay is below zero. */
  public void in(Duration delay, Runnable task) {
    try {
      var unused =
          timer.schedule(guarded(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.debug("Closing; what waits goes on after the next start");
    }
  }

  /** Every so often. */
  public void every(Duration pause, Runnable task) {
    var unused =
        timer.scheduleWithFixedDelay(
            guarded(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException bug) {
        LOG.error("Something that was due went wrong", bug);
      }
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
