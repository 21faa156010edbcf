package io.lethe.api.provider;

import io.grpc.StatusRuntimeException;
import io.lethe.domain.JobId;
import io.lethe.workflows.WorkflowIds;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.ResetActivityRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts a job's wait for its video short. The wait is an activity between two of its attempts, and
 * Temporal can be told to make the next one now, which adds nothing to the history; a signal would
 * have to cancel the activity and schedule another. Whether it succeeds does not matter: the
 * attempt comes by itself a few seconds later. So it happens behind the answer to the webhook, and
 * where Temporal is away, or too old to know the call, nothing is lost.
 */
public final class Wakeups {
  /** By the name of the method in {@link io.lethe.workflows.video.GenerationActivities}. */
  private static final String WAIT = "FetchVideo";

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Logger log = LoggerFactory.getLogger(Wakeups.class);

  private final WorkflowClient client;
  private final Executor wakers;

  public Wakeups(WorkflowClient client, Executor wakers) {
    this.client = client;
    this.wakers = wakers;
  }

  public void wake(JobId job) {
    wakers.execute(() -> wakeNow(job));
  }

  private void wakeNow(JobId job) {
    ResetActivityRequest now =
        ResetActivityRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setExecution(
                WorkflowExecution.newBuilder().setWorkflowId(WorkflowIds.video(job)).build())
            .setType(WAIT)
            .build();
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .resetActivity(now);
    } catch (StatusRuntimeException itAsksByItself) {
      log.debug("Job {} was not woken: {}", job, itAsksByItself.getStatus().getCode());
    }
  }
}
