package io.lethe.workflows.rights;

import io.lethe.domain.rights.RequestId;
import io.lethe.workflows.TaskQueues;
import io.lethe.workflows.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;

/** What others tell the workflows of requests. */
public final class RightsCalls {
  private final WorkflowClient client;

  public RightsCalls(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Something about the request changed in the ledger: its workflow is started, or woken. One call,
   * which may be repeated; a request that is closed is left alone by a workflow that ends at once.
   */
  public void changed(RequestId request) {
    RightsWorkflow workflow = workflow(request);
    BatchRequest both = client.newSignalWithStartRequest();
    both.add(workflow::answer, request);
    both.add(workflow::changed);
    client.signalWithStart(both);
  }

  /** The request was closed: its workflow is woken if it still runs, and ends. None is started. */
  public void closed(RequestId request) {
    try {
      client.newWorkflowStub(RightsWorkflow.class, WorkflowIds.rights(request)).changed();
    } catch (WorkflowNotFoundException ended) {
      // So there is nobody to be told.
    }
  }

  /** Starts the request's workflow unless it is there; then nothing is added to its history. */
  public void ensureStarted(RequestId request) {
    RightsWorkflow workflow = workflow(request);
    try {
      WorkflowClient.start(workflow::answer, request);
    } catch (WorkflowExecutionAlreadyStarted there) {
      // So it goes on by itself.
    }
  }

  private RightsWorkflow workflow(RequestId request) {
    return client.newWorkflowStub(
        RightsWorkflow.class,
        WorkflowOptions.newBuilder()
            .setWorkflowId(WorkflowIds.rights(request))
            .setTaskQueue(TaskQueues.RIGHTS)
            .setStaticSummary("Answers one request by right")
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .build());
  }
}
