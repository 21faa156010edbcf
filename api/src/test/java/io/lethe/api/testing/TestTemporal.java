package io.lethe.api.testing;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.lethe.workflows.SearchAttributes;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;

/** Temporal's in-memory server on a port of its own, without workers: workflows stay open. */
public final class TestTemporal implements AutoCloseable {
  private final TestServer.PortBoundTestServer server;
  private final String target;
  private final WorkflowServiceStubs stubs;

  private TestTemporal(
      TestServer.PortBoundTestServer server, String target, WorkflowServiceStubs stubs) {
    this.server = server;
    this.target = target;
    this.stubs = stubs;
  }

  public static TestTemporal start() {
    int port = freePort();
    String target = "127.0.0.1:" + port;
    TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true);
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(target)
                .validateAndBuildWithDefaults());
    operator.blockingStub().addSearchAttributes(attributes());
    operator.shutdownNow();
    return new TestTemporal(
        server,
        target,
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build()));
  }

  private static AddSearchAttributesRequest attributes() {
    AddSearchAttributesRequest.Builder request =
        AddSearchAttributesRequest.newBuilder().setNamespace("default");
    SearchAttributes.ALL.forEach(
        key ->
            request.putSearchAttributes(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    return request.build();
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String target() {
    return target;
  }

  /** The names of the signals the workflow got, in order; empty if there is no such workflow. */
  public List<String> signals(String workflowId) {
    try {
      return WorkflowClient.newInstance(stubs).fetchHistory(workflowId).getEvents().stream()
          .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
          .map(event -> event.getWorkflowExecutionSignaledEventAttributes().getSignalName())
          .toList();
    } catch (WorkflowNotFoundException none) {
      return List.of();
    }
  }

  /** Everything in the workflow's history, as text. */
  public String history(String workflowId) {
    return WorkflowClient.newInstance(stubs).fetchHistory(workflowId).toJson(false);
  }

  public boolean exists(String workflowId) {
    try {
      return !WorkflowClient.newInstance(stubs).fetchHistory(workflowId).getEvents().isEmpty();
    } catch (WorkflowNotFoundException none) {
      return false;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    stubs.shutdownNow();
    server.close();
  }
}
