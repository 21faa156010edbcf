package io.lethe.api.provider;

import io.grpc.StatusRuntimeException;
import io.lethe.domain.JobId;
import io.lethe.workflows.WorkflowIds;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ResetActivityRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts a job's wait for its video short. The wait is an activity between two of its attempts, and
 * Temporal can be told to make the next one now, which adds nothing to the history; a signal would
 * have to cancel the activity and schedule another. An attempt that is under way is left alone, for
 * it may be fetching the video already; it is looked at again when it should have ended.
 *
 * <p>Whether it succeeds does not matter: the attempt comes by itself a few seconds later. So it
 * happens behind the answer to the webhook, and where Temporal is away, or too old to know the
 * call, nothing is lost.
 */
public final class Wakeups {
  /**
   * By the names of the methods in {@link io.lethe.workflows.video.GenerationActivities}: the wait
   * for the video, and that for a submission whose answer got lost.
   */
  private static final Set<String> WAITS = Set.of("FetchVideo", "Submit");

  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final int TRIES = 3;

  private static final Logger log = LoggerFactory.getLogger(Wakeups.class);

  private final WorkflowClient client;
  private final Executor wakers;
  private final ScheduledExecutorService timers;

  public Wakeups(WorkflowClient client, Executor wakers, ScheduledExecutorService timers) {
    this.client = client;
    this.wakers = wakers;
    this.timers = timers;
  }

  public void wake(JobId job) {
    wakers.execute(() -> wake(job, TRIES));
  }

  private void wake(JobId job, int tries) {
    try {
      if (isUnderWay(job) && tries > 1) {
        timers.schedule(
            () -> wakers.execute(() -> wake(job, tries - 1)),
            AGAIN_AFTER.toMillis(),
            TimeUnit.MILLISECONDS);
      }
    } catch (StatusRuntimeException itAsksByItself) {
      log.debug("Job {} was not woken: {}", job, itAsksByItself.getStatus().getCode());
    }
  }

  /**
   * Ends the pause, if there is one.
   *
   * @return whether an attempt is being made right now
   */
  private boolean isUnderWay(JobId job) {
    String namespace = client.getOptions().getNamespace();
    WorkflowExecution video =
        WorkflowExecution.newBuilder().setWorkflowId(WorkflowIds.video(job)).build();
    Optional<PendingActivityInfo> wait =
        temporal()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(namespace)
                    .setExecution(video)
                    .build())
            .getPendingActivitiesList()
            .stream()
            .filter(pending -> WAITS.contains(pending.getActivityType().getName()))
            .findFirst();
    if (wait.isEmpty()) {
      return false;
    }
    if (wait.get().getState() != PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED) {
      return true;
    }
    temporal()
        .resetActivity(
            ResetActivityRequest.newBuilder()
                .setNamespace(namespace)
                .setExecution(video)
                .setType(wait.get().getActivityType().getName())
                .build());
    return false;
  }

  private WorkflowServiceBlockingStub temporal() {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
