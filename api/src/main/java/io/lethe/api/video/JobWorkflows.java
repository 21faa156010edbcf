package io.lethe.api.video;

import io.lethe.api.Patience;
import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.video.Job;
import io.lethe.workflows.SearchAttributes;
import io.lethe.workflows.TaskQueues;
import io.lethe.workflows.WorkflowIds;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.video.VideoOrder;
import io.lethe.workflows.video.VideoWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * All that the API tells Temporal: one call each, and each may be repeated. A call that gets no
 * answer fails after {@link Patience#LIMIT} with a {@code StatusRuntimeException}, which is
 * answered with 503.
 */
public final class JobWorkflows {
  private final WorkflowClient client;
  private final GuardianCalls guardians;
  private final Duration deliveryWindow;
  private final Patience patience;

  public JobWorkflows(
      WorkflowClient client,
      GuardianCalls guardians,
      Duration deliveryWindow,
      ScheduledExecutorService deadlines) {
    this.client = client;
    this.guardians = guardians;
    this.deliveryWindow = deliveryWindow;
    this.patience = new Patience(deadlines);
  }

  /** Starts the job's guardian, unless it is there already. */
  void guard(Job job) {
    patience.within(() -> guardians.start(job.id(), job.eraseBy()));
  }

  /** As {@link GuardianCalls#eraseNow}. */
  public void eraseNow(Job job, Ending ending) {
    patience.within(() -> guardians.eraseNow(job.id(), job.eraseBy(), ending));
  }

  /** Says that an upload lies whole in the vault; the first one starts the making of the video. */
  void uploaded(Job job, UploadRole role) {
    VideoWorkflow video =
        client.newWorkflowStub(
            VideoWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.video(job.id()))
                .setTaskQueue(TaskQueues.VIDEO)
                .setStaticSummary("Makes one video")
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTypedSearchAttributes(
                    io.temporal.common.SearchAttributes.newBuilder()
                        .set(SearchAttributes.MODEL, job.model().value())
                        .build())
                .build());
    VideoOrder order =
        new VideoOrder(job.id(), job.model(), job.roles(), job.eraseBy(), deliveryWindow);
    BatchRequest both = client.newSignalWithStartRequest();
    both.add(video::make, order);
    both.add(video::uploaded, role);
    patience.within(() -> client.signalWithStart(both));
  }

  /** Says that the video was collected. Where nobody waits for that any more, nothing happens. */
  void collected(JobId job) {
    VideoWorkflow video = client.newWorkflowStub(VideoWorkflow.class, WorkflowIds.video(job));
    patience.within(video::collected);
  }
}
