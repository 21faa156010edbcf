package io.lethe.dev.absence;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.lethe.dev.ExplainedFailure;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.function.BiConsumer;

/**
 * What Temporal shows to whoever may ask it: of every workflow the full history, memo and search
 * attributes, as they come over the wire.
 */
final class Histories {
  private static final String NAMESPACE = "default";

  private final String target;

  Histories(String target) {
    this.target = target;
  }

  /**
   * Reads all of them.
   *
   * @param reader given what it is called and its bytes
   * @return how many workflows there are
   */
  int read(BiConsumer<String, byte[]> reader) {
    WorkflowServiceStubs temporal =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    try {
      return list(temporal, reader);
    } catch (StatusRuntimeException e) {
      throw new ExplainedFailure("Temporal did not answer at " + target + ".", e);
    } finally {
      temporal.shutdownNow();
    }
  }

  private static int list(WorkflowServiceStubs temporal, BiConsumer<String, byte[]> reader) {
    int workflows = 0;
    ByteString page = ByteString.EMPTY;
    do {
      ListWorkflowExecutionsResponse listed =
          temporal
              .blockingStub()
              .listWorkflowExecutions(
                  ListWorkflowExecutionsRequest.newBuilder()
                      .setNamespace(NAMESPACE)
                      .setNextPageToken(page)
                      .build());
      for (WorkflowExecutionInfo one : listed.getExecutionsList()) {
        history(temporal, one.getExecution(), reader);
        workflows++;
      }
      page = listed.getNextPageToken();
    } while (!page.isEmpty());
    return workflows;
  }

  private static void history(
      WorkflowServiceStubs temporal,
      WorkflowExecution execution,
      BiConsumer<String, byte[]> reader) {
    String name = execution.getWorkflowId();
    reader.accept(
        "memo and search attributes of " + name,
        temporal
            .blockingStub()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(NAMESPACE)
                    .setExecution(execution)
                    .build())
            .toByteArray());
    ByteString page = ByteString.EMPTY;
    do {
      GetWorkflowExecutionHistoryResponse events =
          temporal
              .blockingStub()
              .getWorkflowExecutionHistory(
                  GetWorkflowExecutionHistoryRequest.newBuilder()
                      .setNamespace(NAMESPACE)
                      .setExecution(execution)
                      .setNextPageToken(page)
                      .build());
      reader.accept("history of " + name, events.toByteArray());
      page = events.getNextPageToken();
    } while (!page.isEmpty());
  }
}
