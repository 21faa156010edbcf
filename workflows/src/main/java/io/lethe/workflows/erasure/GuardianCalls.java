package io.lethe.workflows.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.workflows.SearchAttributes;
import io.lethe.workflows.TaskQueues;
import io.lethe.workflows.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.workflow.Functions;
import java.time.Duration;
import java.time.Instant;

/**
 * All that a job's guardian is ever told. One call to Temporal each, which may be repeated; a
 * guardian that has done its work is left alone.
 */
public final class GuardianCalls {
  private final WorkflowClient client;
  private final Duration secondLookAfter;

  /**
   * @param secondLookAfter see {@link ErasureOrder}
   */
  public GuardianCalls(WorkflowClient client, Duration secondLookAfter) {
    this.client = client;
    this.secondLookAfter = secondLookAfter;
  }

  /** Starts the guardian, unless it is there already. */
  public void start(JobId job, Instant eraseBy) {
    ErasureWorkflow guardian = guardian(job);
    WorkflowClient.start(guardian::guard, new ErasureOrder(job, eraseBy, secondLookAfter));
  }

  /**
   * Tells the guardian to erase now. Where it is gone (it never started, or was terminated), there
   * is one now: no erasure depends on it.
   */
  public void eraseNow(JobId job, Instant eraseBy, Ending ending) {
    ErasureWorkflow guardian = guardian(job);
    tell(guardian, new ErasureOrder(job, eraseBy, secondLookAfter), guardian::eraseNow, ending);
  }

  /** Tells the guardian that the job's video workflow has ended; otherwise as {@link #eraseNow}. */
  public void videoEnded(JobId job, Instant eraseBy, Ending ending) {
    ErasureWorkflow guardian = guardian(job);
    tell(guardian, new ErasureOrder(job, eraseBy, secondLookAfter), guardian::videoEnded, ending);
  }

  private void tell(
      ErasureWorkflow guardian, ErasureOrder order, Functions.Proc1<Ending> signal, Ending ending) {
    BatchRequest both = client.newSignalWithStartRequest();
    both.add(guardian::guard, order);
    both.add(signal, ending);
    try {
      client.signalWithStart(both);
    } catch (WorkflowExecutionAlreadyStarted doneBefore) {
      // Then there is a receipt.
    }
  }

  private ErasureWorkflow guardian(JobId job) {
    return client.newWorkflowStub(
        ErasureWorkflow.class,
        WorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.erasure(job))
            .setTaskQueue(TaskQueues.ERASURE)
            .setStaticSummary("Guards one job until its receipt")
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .setTypedSearchAttributes(
                io.temporal.common.SearchAttributes.newBuilder()
                    .set(SearchAttributes.ERASURE, GuardianState.WAITING.name())
                    .build())
            .build());
  }
}
