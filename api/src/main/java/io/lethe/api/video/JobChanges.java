package io.lethe.api.video;

import io.dropwizard.lifecycle.Managed;
import io.lethe.domain.JobId;
import io.lethe.storage.video.JobNotifications;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever watches a job that it may have changed. One thread listens to the ledger for all of
 * them, so that thousands can wait without a thread each.
 *
 * <p>Guarantees: a change after {@link #watch} returned is told, if only by the look that everyone
 * is told to take every {@link #SAFETY_NET}, while notifications may be lost with their connection.
 * Being told means "look": several changes may be one call, and there may have been none.
 */
public final class JobChanges implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(JobChanges.class);

  /** How late a lost notification is made good at the latest. */
  static final Duration SAFETY_NET = Duration.ofSeconds(10);

  private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

  private final Jdbi ledger;
  private final Executor lookers;
  private final Map<JobId, Set<Watch>> watched = new ConcurrentHashMap<>();
  private final Thread listener = new Thread(this::listen, "job-changes");
  private volatile boolean stopped;

  /**
   * @param lookers run what watchers do; they read the ledger and write to sockets
   */
  public JobChanges(Jdbi ledger, Executor lookers) {
    this.ledger = ledger;
    this.lookers = lookers;
  }

  /** Ends when closed. */
  final class Watch implements AutoCloseable {
    private final JobId job;
    private final Runnable look;
    private final AtomicBoolean due = new AtomicBoolean();

    private Watch(JobId job, Runnable look) {
      this.job = job;
      this.look = look;
    }

    /** Looks soon, on a thread of the pool; many requests before that are one look. */
    void lookSoon() {
      if (due.compareAndSet(false, true)) {
        lookers.execute(this::lookNow);
      }
    }

    private void lookNow() {
      due.set(false);
      try {
        look.run();
      } catch (RuntimeException failed) {
        // The next notice or the safety net tries again.
        LOG.warn("a look at job {} failed: {}", job, failed.getClass().getSimpleName());
      }
    }

    @Override
    public void close() {
      watched.computeIfPresent(
          job,
          (id, watches) -> {
            watches.remove(this);
            return watches.isEmpty() ? null : watches;
          });
    }
  }

  Watch watch(JobId job, Runnable look) {
    Watch watch = new Watch(job, look);
    watched.compute(
        job,
        (id, watches) -> {
          Set<Watch> all = watches == null ? ConcurrentHashMap.newKeySet() : watches;
          all.add(watch);
          return all;
        });
    return watch;
  }

  /** Runs something short on the threads that look. */
  void soon(Runnable look) {
    lookers.execute(look);
  }

  @Override
  public void start() {
    listener.setDaemon(true);
    listener.start();
  }

  @Override
  public void stop() throws InterruptedException {
    stopped = true;
    listener.interrupt();
    listener.join(TimeUnit.SECONDS.toMillis(2));
  }

  private void listen() {
    while (!stopped) {
      try (JobNotifications notifications = JobNotifications.listen(ledger)) {
        long allToldAt = tellAll();
        while (!stopped) {
          notifications.next(untilSafetyNet(allToldAt)).forEach(this::tell);
          if (untilSafetyNet(allToldAt).isZero()) {
            allToldAt = tellAll();
          }
        }
      } catch (RuntimeException lost) {
        pause(lost);
      }
    }
  }

  private void pause(RuntimeException lost) {
    if (stopped) {
      return;
    }
    LOG.warn("not listening to the ledger: {}", lost.getClass().getSimpleName());
    try {
      TimeUnit.MILLISECONDS.sleep(RECONNECT_AFTER.toMillis());
    } catch (InterruptedException stop) {
      stopped = true;
    }
  }

  /** Returns when, on the clock of {@link System#nanoTime}. */
  private long tellAll() {
    watched.keySet().forEach(this::tell);
    return System.nanoTime();
  }

  private static Duration untilSafetyNet(long allToldAt) {
    Duration left = SAFETY_NET.minusNanos(System.nanoTime() - allToldAt);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void tell(JobId job) {
    watched.getOrDefault(job, Set.of()).forEach(Watch::lookSoon);
  }
}
