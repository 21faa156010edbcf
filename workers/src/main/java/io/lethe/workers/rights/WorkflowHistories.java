package io.lethe.workers.rights;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Removes histories from Temporal. It answers a deletion at once and carries it out seconds later,
 * so a history counts as gone only once it was described as not found.
 */
public final class WorkflowHistories {
  private final WorkflowClient client;

  public WorkflowHistories(WorkflowClient client) {
    this.client = client;
  }

  /** What was found of a history. */
  public enum Found {
    NOTHING,
    /** It is closed, and Temporal was asked to delete it. */
    BEING_DELETED,
    STILL_RUNNING,
    /** This Temporal can't delete: the in-memory one for development. */
    NOT_DELETABLE
  }

  /** Asks for the deletion of the newest run, if it is closed. To be repeated until it is gone. */
  public Found delete(String workflowId) {
    WorkflowExecution newest = WorkflowExecution.newBuilder().setWorkflowId(workflowId).build();
    try {
      if (isRunning(newest)) {
        return Found.STILL_RUNNING;
      }
      stub()
          .deleteWorkflowExecution(
              DeleteWorkflowExecutionRequest.newBuilder()
                  .setNamespace(client.getOptions().getNamespace())
                  .setWorkflowExecution(newest)
                  .build());
      return Found.BEING_DELETED;
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Found.NOTHING;
      }
      if (refused.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return Found.NOT_DELETABLE;
      }
      throw refused;
    }
  }

  /**
   * Asks for the deletion of runs that are closed and were followed by others under the same id.
   *
   * @param workflowIds of which the newest runs are gone
   * @return how many runs are still listed; to be repeated until there are none
   */
  public long deleteEarlierRuns(List<String> workflowIds) {
    String query =
        workflowIds.stream()
            .map(id -> "'" + id + "'")
            .collect(Collectors.joining(", ", "WorkflowId IN (", ")"));
    try {
      List<WorkflowExecutionInfo> listed =
          stub()
              .listWorkflowExecutions(
                  ListWorkflowExecutionsRequest.newBuilder()
                      .setNamespace(client.getOptions().getNamespace())
                      .setQuery(query)
                      .build())
              .getExecutionsList();
      for (WorkflowExecutionInfo run : listed) {
        if (run.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
          askToDelete(run.getExecution());
        }
      }
      return listed.size();
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        // The in-memory Temporal for development, which deletes nothing either.
        return 0;
      }
      throw refused;
    }
  }

  private void askToDelete(WorkflowExecution run) {
    try {
      stub()
          .deleteWorkflowExecution(
              DeleteWorkflowExecutionRequest.newBuilder()
                  .setNamespace(client.getOptions().getNamespace())
                  .setWorkflowExecution(run)
                  .build());
    } catch (StatusRuntimeException gone) {
      // The list lags behind: what it still shows may be deleted already.
      if (gone.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw gone;
      }
    }
  }

  private boolean isRunning(WorkflowExecution execution) {
    return stub()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(client.getOptions().getNamespace())
                    .setExecution(execution)
                    .build())
            .getWorkflowExecutionInfo()
            .getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  private WorkflowServiceBlockingStub stub() {
    return client.getWorkflowServiceStubs().blockingStub();
  }
}
