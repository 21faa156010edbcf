package io.lethe.api.video;

import io.lethe.api.Patience;
import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.video.Job;
import io.lethe.workflows.SearchAttributes;
import io.lethe.workflows.TaskQueues;
import io.lethe.workflows.WorkflowIds;
import io.lethe.workflows.erasure.ErasureOrder;
import io.lethe.workflows.erasure.ErasureWorkflow;
import io.lethe.workflows.erasure.GuardianState;
import io.lethe.workflows.video.VideoOrder;
import io.lethe.workflows.video.VideoWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes.Builder;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * All that the API tells Temporal: one call each, and each may be repeated. A call that gets no
 * answer fails after {@link Patience#LIMIT} with a {@code StatusRuntimeException}, which is
 * answered with 503.
 */
public final class JobWorkflows {
  private final WorkflowClient client;
  private final Duration deliveryWindow;
  private final Duration secondLook;
  private final Patience patience;

  public JobWorkflows(
      WorkflowClient client,
      Duration deliveryWindow,
      Duration secondLook,
      ScheduledExecutorService deadlines) {
    this.client = client;
    this.deliveryWindow = deliveryWindow;
    this.secondLook = secondLook;
    this.patience = new Patience(deadlines);
  }

  /** Starts the job's guardian, unless it is there already. */
  void guard(Job job) {
    ErasureWorkflow guardian = guardian(job.id());
    patience.within(() -> WorkflowClient.start(guardian::guard, orderOf(job)));
  }

  /**
   * Tells the guardian to erase now. If it is not there (it never started, or was terminated),
   * there is one now: an erasure that a subject asks for does not depend on it.
   */
  public void eraseNow(Job job, Ending ending) {
    ErasureWorkflow guardian = guardian(job.id());
    BatchRequest both = client.newSignalWithStartRequest();
    both.add(guardian::guard, orderOf(job));
    both.add(guardian::eraseNow, ending);
    patience.within(() -> client.signalWithStart(both));
  }

  /** Says that an upload lies whole in the vault; the first one starts the making of the video. */
  void uploaded(Job job, UploadRole role) {
    VideoWorkflow video =
        client.newWorkflowStub(
            VideoWorkflow.class,
            options(WorkflowIds.video(job.id()), TaskQueues.VIDEO, "Makes one video")
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTypedSearchAttributes(
                    attributes().set(SearchAttributes.MODEL, job.model().value()).build())
                .build());
    VideoOrder order =
        new VideoOrder(
            job.id(), job.model(), job.roles(), job.eraseBy(), deliveryWindow, secondLook);
    BatchRequest both = client.newSignalWithStartRequest();
    both.add(video::make, order);
    both.add(video::uploaded, role);
    patience.within(() -> client.signalWithStart(both));
  }

  /** Says that the video was collected. Where nobody waits for that any more, nothing happens. */
  void collected(JobId job) {
    VideoWorkflow video = client.newWorkflowStub(VideoWorkflow.class, WorkflowIds.video(job));
    patience.within(
        () -> {
          video.collected();
          return job;
        });
  }

  private ErasureWorkflow guardian(JobId job) {
    return client.newWorkflowStub(
        ErasureWorkflow.class,
        options(WorkflowIds.erasure(job), TaskQueues.ERASURE, "Guards one job until its receipt")
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
            .setTypedSearchAttributes(
                attributes().set(SearchAttributes.ERASURE, GuardianState.WAITING.name()).build())
            .build());
  }

  private ErasureOrder orderOf(Job job) {
    return new ErasureOrder(job.id(), job.eraseBy(), secondLook);
  }

  private static WorkflowOptions.Builder options(String id, String taskQueue, String summary) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(taskQueue)
        .setStaticSummary(summary)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING);
  }

  private static Builder attributes() {
    return io.temporal.common.SearchAttributes.newBuilder();
  }
}
