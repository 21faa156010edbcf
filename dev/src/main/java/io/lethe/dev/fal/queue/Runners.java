package io.lethe.dev.fal.queue;

import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.queue.SimulatedRequest.Failed;
import io.lethe.dev.fal.queue.SimulatedRequest.Finished;
import io.lethe.dev.fal.queue.SimulatedRequest.Queued;
import io.lethe.dev.fal.queue.SimulatedRequest.Rendering;
import io.lethe.dev.fal.queue.SimulatedRequest.Stage;
import io.lethe.dev.fal.queue.SimulatedRequest.Work;
import io.lethe.dev.fal.render.NotRendered;
import io.lethe.dev.fal.wire.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue and the runners behind it: first come, first served, no more at a time than the
 * account's concurrency. Waiting takes no thread, however many wait.
 */
public final class Runners implements AutoCloseable {
  /** Makes the video. */
  public interface Rendition {
    Made of(SimulatedRequest request, Work work) throws InterruptedException, NotRendered;
  }

  /**
   * A video that is ready.
   *
   * @param video its name in the folder; empty where the result is to name none
   */
  public record Made(String video, long bytes) {}

  private static final Logger LOG = LoggerFactory.getLogger(Runners.class);

  private final LiveKnobs knobs;
  private final RequestFolder folder;
  private final Rendition rendition;
  private final Timetable timetable;
  private final Consumer<SimulatedRequest> over;
  private final Clock clock;
  private final ExecutorService renders =
      Executors.newFixedThreadPool(
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          Timetable.daemons("simulated-fal-render"));

  private final Set<String> waiting = new LinkedHashSet<>();
  private final Deque<String> ready = new ArrayDeque<>();
  private final Set<String> rendering = new HashSet<>();
  private int busy;

  /**
   * @param over is told of each request that came to its end
   */
  public Runners(
      LiveKnobs knobs,
      RequestFolder folder,
      Rendition rendition,
      Timetable timetable,
      Consumer<SimulatedRequest> over,
      Clock clock) {
    this.knobs = knobs;
    this.folder = folder;
    this.rendition = rendition;
    this.timetable = timetable;
    this.over = over;
    this.clock = clock;
  }

  /** Queues a request; returns how many wait before it. */
  public synchronized int enqueue(SimulatedRequest request) {
    String id = request.id();
    int before = waiting.size();
    waiting.add(id);
    timetable.in(knobs.now().queueLatency(), () -> ready(id));
    Duration startTimeout = request.terms().startTimeout();
    if (startTimeout != null) {
      timetable.in(startTimeout, () -> giveUpWaiting(id));
    }
    return before;
  }

  public synchronized int length() {
    return waiting.size();
  }

  /** How many wait before this one. */
  public synchronized int position(String id) {
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
   * Takes a request out of the queue. One that a runner has taken already goes on to its end,
   * unless the knobs say that a cancel stops it.
   */
  public synchronized void withdraw(String id) {
    if (!drop(id, "client_cancelled", "Request cancelled by the client")
        && knobs.now().account().cancelStopsRendering()) {
      if (rendering.remove(id)) {
        busy--;
      }
      end(id, at -> new Failed(at, "client_cancelled", "Cancelled", "", "", null));
      startNext();
    }
  }

  private synchronized void giveUpWaiting(String id) {
    drop(id, "request_timeout", "Request did not start in time");
  }

  private boolean drop(String id, String type, String words) {
    boolean waited = waiting.remove(id);
    ready.remove(id);
    if (waited) {
      end(id, at -> new Failed(at, type, words, "", "", null));
    }
    return waited;
  }

  /** Waits until nothing waits and nothing is being rendered. */
  public synchronized void awaitIdle(Duration atMost)
      throws InterruptedException, TimeoutException {
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
      Work work = folder.find(id).flatMap(SimulatedRequest::work).orElseThrow();
      Instant now = clock.instant();
      SimulatedRequest request =
          folder.update(id, queued -> queued.startedAt(now, new Rendering(work)));
      waiting.remove(id);
      rendering.add(id);
      busy++;
      renders.execute(() -> render(request, work));
    }
  }

  private void render(SimulatedRequest request, Work work) {
    long begin = System.nanoTime();
    Function<Instant, Stage> end;
    try {
      Made made = rendition.of(request, work);
      end = at -> new Finished(at, made.video(), made.bytes(), work.destined());
    } catch (NotRendered refused) {
      end =
          at ->
              new Failed(
                  at,
                  refused.type(),
                  refused.words(),
                  refused.field(),
                  refused.echo(),
                  work.destined());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException bug) {
      LOG.error("A render broke", bug);
      end = at -> new Failed(at, "internal_error", "Internal error", "", "", null);
    }
    Function<Instant, Stage> ending = end;
    Duration left = knobs.now().renderLatency().minusNanos(System.nanoTime() - begin);
    timetable.in(left, () -> finish(request, work, ending));
  }

  private synchronized void finish(
      SimulatedRequest request, Work work, Function<Instant, Stage> ending) {
    if (!rendering.remove(request.id())) {
      // It was stopped meanwhile.
      return;
    }
    busy--;
    if (work.destined() == SimulatedFailure.QUEUED_AGAIN) {
      enqueue(
          folder.update(
              request.id(),
              lost ->
                  lost.throughGateway(
                      UUID.randomUUID().toString(), new Queued(work.withoutDestiny()))));
    } else if (work.destined() != SimulatedFailure.NEVER_ENDS) {
      end(request.id(), ending);
    }
    startNext();
    notifyAll();
  }

  private void end(String id, Function<Instant, Stage> ending) {
    Stage stage = ending.apply(clock.instant());
    over.accept(folder.update(id, request -> request.at(stage)));
    notifyAll();
  }

  @Override
  public void close() throws InterruptedException {
    renders.shutdownNow();
    var unused = renders.awaitTermination(10, TimeUnit.SECONDS);
  }
}
