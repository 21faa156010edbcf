package io.lethe.dev.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.provider.Wakeups;
import io.lethe.domain.JobId;
import io.lethe.workflows.WorkflowIds;
import io.lethe.workflows.video.GenerationActivities;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That a webhook cuts a wait short, on the real Temporal: the in-memory server does not know the
 * call. The wait of these tests would last ten minutes by itself.
 */
class WakeupsIT {
  private static final String QUEUE = "wakeups-it";
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static RunningSystem lethe;
  private static WorkflowClient temporal;
  private static WorkerFactory workers;
  private static ScheduledExecutorService timers;
  private static Wakeups wakeups;
  private static final Questions QUESTIONS = new Questions();

  /** Waits for a video as {@link io.lethe.workflows.video.VideoWorkflow} does. */
  @WorkflowInterface
  public interface Waiting {
    @WorkflowMethod
    void forVideo(JobId job);
  }

  public static final class WaitingImpl implements Waiting {
    private final GenerationActivities generation =
        Workflow.newActivityStub(
            GenerationActivities.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());

    @Override
    public void forVideo(JobId job) {
      generation.fetchVideo(job);
    }
  }

  /** The video is there when it is asked for a second time. */
  private static final class Questions implements GenerationActivities {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch underWay = new CountDownLatch(0);

    @Override
    public void fetchVideo(JobId job) {
      if (asked.incrementAndGet() == 1) {
        try {
          if (!underWay.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody let it go on");
          }
        } catch (InterruptedException stopping) {
          Thread.currentThread().interrupt();
        }
        throw ApplicationFailure.newBuilder()
            .setType("NOT_READY")
            .setMessage("not ready")
            .setNextRetryDelay(Duration.ofMinutes(10))
            .build();
      }
    }

    @Override
    public void submit(JobId job) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void cancelRendering(JobId job) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeAll
  static void start() {
    lethe = RunningSystem.start(folder, 8_500, Map.of());
    temporal = lethe.temporal();
    workers = WorkerFactory.newInstance(temporal);
    Worker worker = workers.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(WaitingImpl.class);
    worker.registerActivitiesImplementations(QUESTIONS);
    workers.start();
    timers = Executors.newSingleThreadScheduledExecutor();
    wakeups = new Wakeups(temporal, Runnable::run, timers);
  }

  @AfterAll
  static void stop() {
    workers.shutdownNow();
    timers.shutdownNow();
    lethe.close();
  }

  @Test
  void endsThePauseBetweenTwoQuestions() throws Exception {
    QUESTIONS.asked.set(0);
    JobId job = JobId.random();
    WorkflowStub waiting = begin(job);
    awaitPending(job, PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED, 2);

    wakeups.wake(job);

    assertThat(ended(waiting)).isTrue();
    assertThat(QUESTIONS.asked).hasValue(2);
  }

  @Test
  void leavesAQuestionThatIsUnderWayAloneAndEndsThePauseBehindIt() throws Exception {
    QUESTIONS.asked.set(0);
    CountDownLatch goOn = new CountDownLatch(1);
    QUESTIONS.underWay = goOn;
    JobId job = JobId.random();
    WorkflowStub waiting = begin(job);
    awaitPending(job, PendingActivityState.PENDING_ACTIVITY_STATE_STARTED, 1);

    wakeups.wake(job);
    goOn.countDown();

    assertThat(ended(waiting)).isTrue();
    assertThat(QUESTIONS.asked).hasValue(2);
  }

  @Test
  void nobodyMindsAJobThatWaitsForNothing() {
    wakeups.wake(JobId.random());
  }

  private static WorkflowStub begin(JobId job) {
    WorkflowStub waiting =
        temporal.newUntypedWorkflowStub(
            "Waiting",
            WorkflowOptions.newBuilder()
                .setTaskQueue(QUEUE)
                .setWorkflowId(WorkflowIds.video(job))
                .build());
    waiting.start(job);
    return waiting;
  }

  /** Whether it ended long before its ten minutes. */
  private static boolean ended(WorkflowStub waiting) {
    try {
      waiting.getResult(SOON.toSeconds(), TimeUnit.SECONDS, Void.class);
      return true;
    } catch (java.util.concurrent.TimeoutException stillWaiting) {
      return false;
    }
  }

  private static void awaitPending(JobId job, PendingActivityState state, int attempt)
      throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      List<PendingActivityInfo> pending =
          temporal
              .newUntypedWorkflowStub(WorkflowIds.video(job))
              .describe()
              .getRawDescription()
              .getPendingActivitiesList();
      if (pending.stream()
          .anyMatch(one -> one.getState() == state && one.getAttempt() == attempt)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("the wait did not come to " + state + ", attempt " + attempt);
  }
}
