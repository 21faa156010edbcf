package io.lethe.dev.fal;

import io.lethe.dev.fal.SimulatedRequest.Failed;
import io.lethe.dev.fal.SimulatedRequest.Finished;
import io.lethe.dev.fal.SimulatedRequest.Queued;
import io.lethe.dev.fal.SimulatedRequest.Rendering;
import io.lethe.dev.fal.SimulatedRequest.Stage;
import io.lethe.dev.fal.SimulatedRequest.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue and the runners behind it: first come, first served, no more at a time than the
 * account's concurrency. Waiting takes no thread, however many wait.
 */
final class Runners implements AutoCloseable {
  /** Makes the video. */
  interface Rendition {
    Made of(SimulatedRequest request, Work work) throws InterruptedException, NotRendered;
  }

  /**
   * A video that is ready.
   *
   * @param video its name in the folder; empty where the result is to name none
   */
  record Made(String video, long bytes) {}

  private static final Logger LOG = LoggerFactory.getLogger(Runners.class);

  private final LiveKnobs knobs;
  private final RequestFolder folder;
  private final Rendition rendition;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(daemon("simulated-fal-timer"));
  private final ExecutorService renders =
      Executors.newFixedThreadPool(
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          daemon("simulated-fal-render"));

  private final Set<String> waiting = new LinkedHashSet<>();
  private final Deque<String> ready = new ArrayDeque<>();
  private int busy;

  Runners(LiveKnobs knobs, RequestFolder folder, Rendition rendition, Clock clock) {
    this.knobs = knobs;
    this.folder = folder;
    this.rendition = rendition;
    this.clock = clock;
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Queues a request; returns how many wait before it. */
  synchronized int enqueue(String id) {
    int before = waiting.size();
    waiting.add(id);
    later(() -> ready(id), knobs.now().queueLatency());
    return before;
  }

  synchronized int length() {
    return waiting.size();
  }

  /** How many wait before this one. */
  synchronized int position(String id) {
    int position = 0;
    for (String other : waiting) {
      if (other.equals(id)) {
        break;
      }
      position++;
    }
    return position;
  }

  /**
   * Takes a request out of the queue. One that a runner has taken already goes on to its end, as
   * with fal.ai.
   *
   * @return whether it was still waiting
   */
  synchronized boolean withdraw(String id) {
    boolean waited = waiting.remove(id);
    ready.remove(id);
    if (waited) {
      folder
          .find(id)
          .ifPresent(
              request ->
                  folder.save(
                      request.at(
                          new Failed(clock.instant(), "client_cancelled", "Request cancelled"))));
      notifyAll();
    }
    return waited;
  }

  /** Every so often, on the timer's thread. */
  void repeat(Runnable task, Duration every) {
    var unused =
        timer.scheduleWithFixedDelay(
            task, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until nothing waits and nothing is being rendered. */
  synchronized void awaitIdle(Duration atMost) throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + atMost.toNanos();
    while (busy > 0 || !waiting.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new TimeoutException("The simulated fal.ai is still at work");
      }
      wait(left);
    }
  }

  private synchronized void ready(String id) {
    if (waiting.contains(id)) {
      ready.add(id);
      startNext();
    }
  }

  private synchronized void startNext() {
    while (busy < knobs.now().concurrency() && !ready.isEmpty()) {
      String id = ready.remove();
      SimulatedRequest request = folder.find(id).orElseThrow();
      Work work = ((Queued) request.stage()).work();
      folder.save(request.at(new Rendering(work)));
      waiting.remove(id);
      busy++;
      renders.execute(() -> render(request, work));
    }
  }

  private void render(SimulatedRequest request, Work work) {
    long begin = System.nanoTime();
    Function<Instant, Stage> end;
    try {
      Made made = rendition.of(request, work);
      end = at -> new Finished(at, made.video(), made.bytes(), at.plus(work.lifetime()));
    } catch (NotRendered refused) {
      end = at -> new Failed(at, refused.type(), refused.words());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException bug) {
      LOG.error("A render broke", bug);
      end = at -> new Failed(at, "internal_server_error", "Internal server error");
    }
    Function<Instant, Stage> ending = end;
    Duration left = knobs.now().renderLatency().minusNanos(System.nanoTime() - begin);
    later(() -> finish(request, ending), left);
  }

  private synchronized void finish(SimulatedRequest request, Function<Instant, Stage> ending) {
    folder.save(request.at(ending.apply(clock.instant())));
    busy--;
    startNext();
    notifyAll();
  }

  private void later(Runnable task, Duration delay) {
    try {
      var unused = timer.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.debug("Closing; what waits goes on after the next start");
    }
  }

  @Override
  public void close() throws InterruptedException {
    timer.shutdownNow();
    renders.shutdownNow();
    var unused = renders.awaitTermination(10, TimeUnit.SECONDS);
  }
}
