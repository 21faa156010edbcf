package io.lethe.workflows;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.workflows.erasure.ErasureActivities;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.video.GenerationActivities;
import io.lethe.workflows.video.JobActivities;
import io.lethe.workflows.video.PhotoActivities;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The outside world of the workflows: records each step in order, and fails, waits or goes wrong
 * where a test says so.
 */
public final class RecordingSteps {

  private static final Duration RENDER_POLL = Duration.ofSeconds(10);

  private final List<String> steps = new CopyOnWriteArrayList<>();
  private final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
  private final Map<String, Integer> failuresLeft = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> blocked = new ConcurrentHashMap<>();
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();
  private final Map<JobId, Ending> endings = new ConcurrentHashMap<>();
  private final Map<JobId, ReceiptId> receipts = new ConcurrentHashMap<>();
  private volatile int pollsUntilReady = 3;
  private final AtomicInteger polls = new AtomicInteger();

  /** Each attempt at the step fails with this. */
  public void fail(String step, RuntimeException failure) {
    failures.put(step, failure);
  }

  /** What was told to fail does so no more. */
  public void recover(String step) {
    failures.remove(step);
  }

  /** The next attempts at the step fail, the one after them succeeds. */
  public void failTimes(String step, int times) {
    failuresLeft.put(step, times);
  }

  /**
   * The step, once begun, goes on only when it is cancelled; the latch counts down when it has
   * begun.
   */
  public CountDownLatch blockUntilCancelled(String step) {
    CountDownLatch begun = new CountDownLatch(1);
    blocked.put(step, begun);
    return begun;
  }

  /**
   * The step, once begun, goes on only when it is let: a local one, which hears of no cancellation
   * before it ends.
   */
  public Gate holdUp(String step) {
    Gate gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
    gates.put(step, gate);
    return gate;
  }

  /** Where a step waits. */
  public record Gate(CountDownLatch begun, CountDownLatch let) {}

  /**
   * The rendering is done when it is first asked for: for a test that waits for a step, during
   * which no time is skipped.
   */
  public void readyAtOnce() {
    pollsUntilReady = 1;
  }

  /** The rendering is never done. */
  public void neverReady() {
    pollsUntilReady = Integer.MAX_VALUE;
  }

  /** The distinct steps in the order in which they first succeeded. */
  public List<String> steps() {
    return List.copyOf(steps);
  }

  public @Nullable Ending endingOf(JobId job) {
    return endings.get(job);
  }

  public JobActivities jobs(GuardianCalls guardians) {
    return new JobActivities() {
      @Override
      public void requireConsent(JobId job) {
        record("requireConsent");
      }

      @Override
      public void eraseUploads(JobId job) {
        record("eraseUploads");
      }

      @Override
      public void tellGuardian(JobId job, Instant eraseBy, Ending ending) {
        record("tellGuardian");
        guardians.videoEnded(job, eraseBy, ending);
      }

      @Override
      public ReceiptId awaitReceipt(JobId job) {
        ReceiptId receipt = receipts.get(job);
        if (receipt == null) {
          throw ApplicationFailure.newFailure("no receipt yet", "NO_RECEIPT");
        }
        record("awaitReceipt");
        return receipt;
      }
    };
  }

  public PhotoActivities photos() {
    return (job, role) -> record("sanitise");
  }

  public GenerationActivities generation() {
    return new GenerationActivities() {
      @Override
      public void submit(JobId job) {
        record("submit");
      }

      @Override
      public void fetchVideo(JobId job) {
        if (!failures.containsKey("fetchVideo")
            && !blocked.containsKey("fetchVideo")
            && polls.incrementAndGet() < pollsUntilReady) {
          throw ApplicationFailure.newBuilder()
              .setMessage("not ready")
              .setType("NOT_READY")
              .setCategory(ApplicationErrorCategory.BENIGN)
              .setNextRetryDelay(RENDER_POLL)
              .build();
        }
        record("fetchVideo");
      }

      @Override
      public void cancelRendering(JobId job) {
        record("cancelRendering");
      }
    };
  }

  public ErasureActivities erasure() {
    return new ErasureActivities() {
      @Override
      public Ending beginErasure(JobId job, @Nullable Ending ending) {
        record("beginErasure");
        return endings.computeIfAbsent(
            job, unknown -> ending == null ? Ending.of(Outcome.OVERDUE) : ending);
      }

      @Override
      public void eraseBytes(JobId job) {
        record("eraseBytes");
      }

      @Override
      public ReceiptId issueReceipt(JobId job) {
        record("issueReceipt");
        return receipts.computeIfAbsent(job, unknown -> ReceiptId.random());
      }

      @Override
      public void lookAgain(JobId job) {
        record("lookAgain");
      }
    };
  }

  private void record(String step) {
    CountDownLatch begun = blocked.get(step);
    if (begun != null) {
      begun.countDown();
      waitForCancellation(step);
    }
    Gate gate = gates.get(step);
    if (gate != null) {
      gate.begun().countDown();
      waitUntilLet(gate);
    }
    RuntimeException failure = failures.get(step);
    if (failure != null) {
      throw failure;
    }
    if (failuresLeft.merge(step, -1, Integer::sum) >= 0) {
      throw new IllegalStateException("the store is down");
    }
    steps.add(step);
  }

  private static void waitUntilLet(Gate gate) {
    try {
      if (!gate.let().await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("never let");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void waitForCancellation(String step) {
    try {
      while (true) {
        Activity.getExecutionContext().heartbeat(null);
        Thread.onSpinWait();
      }
    } catch (ActivityCanceledException cancelled) {
      steps.add(step + " cancelled");
      throw cancelled;
    }
  }
}
