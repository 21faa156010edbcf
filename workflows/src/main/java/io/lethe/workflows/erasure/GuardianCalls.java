package io.lethe.workflows.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.workflows.TaskQueues;
import io.lethe.workflows.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;

/** How others than the app tell a guardian to erase now. */
public final class GuardianCalls {
  private final WorkflowClient client;
  private final Duration secondLookAfter;

  public GuardianCalls(WorkflowClient client, Duration secondLookAfter) {
    this.client = client;
    this.secondLookAfter = secondLookAfter;
  }

  /**
   * Tells the guardian; where it is gone, there is one now. One call, which may be repeated; a
   * guardian that has done its work is left alone.
   */
  public void eraseNow(JobId job, Instant eraseBy, Ending ending) {
    ErasureWorkflow guardian =
        client.newWorkflowStub(
            ErasureWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.erasure(job))
                .setTaskQueue(TaskQueues.ERASURE)
                .setStaticSummary("Guards one job until its receipt")
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    BatchRequest both = client.newSignalWithStartRequest();
    both.add(guardian::guard, new ErasureOrder(job, eraseBy, secondLookAfter));
    both.add(guardian::eraseNow, ending);
    try {
      client.signalWithStart(both);
    } catch (WorkflowExecutionAlreadyStarted doneBefore) {
      // Then there is a receipt.
    }
  }
}
