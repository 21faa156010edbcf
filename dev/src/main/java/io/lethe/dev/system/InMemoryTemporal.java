package io.lethe.dev.system;

import io.lethe.workflows.SearchAttributes;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.util.Optional;

/** The SDK's test server, in our own process and in real time: the last resort. */
final class InMemoryTemporal implements Temporal {
  private final TestServer.PortBoundTestServer server;
  private final String target;

  private InMemoryTemporal(TestServer.PortBoundTestServer server, String target) {
    this.server = server;
    this.target = target;
  }

  static InMemoryTemporal start(int port) {
    // True: time is not skipped, or every timer would fire at once.
    TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true);
    String target = "localhost:" + port;
    registerSearchAttributes(target);
    return new InMemoryTemporal(server, target);
  }

  private static void registerSearchAttributes(String target) {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(target)
                .validateAndBuildWithDefaults());
    try {
      AddSearchAttributesRequest.Builder request =
          AddSearchAttributesRequest.newBuilder().setNamespace(OfficialTemporal.NAMESPACE);
      SearchAttributes.ALL.forEach(
          key ->
              request.putSearchAttributes(
                  key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
      operator.blockingStub().addSearchAttributes(request.build());
    } finally {
      operator.shutdownNow();
    }
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public Optional<String> webUi() {
    return Optional.empty();
  }

  @Override
  public void close() {
    server.close();
  }
}
