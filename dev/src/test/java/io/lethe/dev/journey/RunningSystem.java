package io.lethe.dev.journey;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.client.LetheClient;
import io.lethe.dev.client.Photo;
import io.lethe.dev.client.VideoWish;
import io.lethe.dev.sample.SampleFace;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.DevelopmentSystem;
import io.lethe.dev.system.Port;
import io.lethe.dev.system.Ports;
import io.lethe.dev.system.VarFolder;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A development system of a test's own: its folder, its ports, its subject. It can be restarted.
 */
final class RunningSystem implements AutoCloseable {
  private final DevelopmentSettings settings;
  private DevelopmentSystem system;
  private LetheClient client;
  private final String subject = "test-" + UUID.randomUUID();

  private RunningSystem(DevelopmentSettings settings) {
    this.settings = settings;
    start();
  }

  /**
   * @param changes to the environment that config.yml refers to
   */
  static RunningSystem start(Path folder, int portOffset, Map<String, String> changes) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("FAL_KEY");
    // The in-memory server would hide what these tests are for.
    environment.put("LETHE_REQUIRE_TEMPORAL", "1");
    environment.putAll(changes);
    Path home = Path.of("..").toAbsolutePath().normalize();
    VarFolder data = new VarFolder(folder);
    shareTools(home.resolve("var/tools"), data);
    return new RunningSystem(
        new DevelopmentSettings(home, data, new Ports(portOffset), environment));
  }

  /** What the demo has fetched already is not fetched again. */
  private static void shareTools(Path fetched, VarFolder data) {
    try {
      Files.createDirectories(fetched);
      Files.createSymbolicLink(data.root().resolve("tools"), fetched);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start() {
    system = DevelopmentSystem.start(settings, line -> {});
    client =
        LetheClient.forSubject(system.addresses().api(), system.addresses().identity(), subject);
  }

  void restart() {
    system.close();
    start();
  }

  /** As if Temporal's database had been lost. */
  void restartWithoutItsWorkflows() throws IOException {
    system.close();
    try (Stream<Path> files = Files.walk(settings.folder().temporal())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    start();
  }

  LetheClient client() {
    return client;
  }

  DevelopmentSystem system() {
    return system;
  }

  DevelopmentSettings settings() {
    return settings;
  }

  /** Consents, orders, uploads; the job's own address. */
  String orderAndUpload() {
    client.consent(client.notice("AI_PROCESSING"));
    JsonNode ordered = client.order(VideoWish.ofPhoto("kling-2.5-turbo-standard", "A smile", 5));
    for (JsonNode upload : ordered.path("uploads")) {
      client.upload(upload.path("href").asText(), Photo.of(SampleFace.jpeg(), "a face"));
    }
    return ordered.path("links").path("self").asText();
  }

  /** The job once it is in that state. */
  JsonNode await(String self, String state) {
    JsonNode video = client.get(self);
    for (int i = 0; !video.path("state").asText().equals(state); i++) {
      if (i == 120 || video.path("state").asText().equals("ERASED")) {
        throw new AssertionError("not " + state + " but " + video);
      }
      video = client.videoAfter(video, Duration.ofSeconds(1));
    }
    return video;
  }

  WorkflowStub workflow(String id) {
    return temporal().newUntypedWorkflowStub(id);
  }

  boolean knowsWorkflow(String id) {
    try {
      workflow(id).describe();
      return true;
    } catch (WorkflowNotFoundException unknown) {
      return false;
    }
  }

  /** To the end of its first task, as an operator would who wants it done over. */
  void reset(String id) {
    long afterFirstTask =
        temporal().fetchHistory(id).getEvents().stream()
            .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
            .findFirst()
            .orElseThrow()
            .getEventId();
    temporal()
        .getWorkflowServiceStubs()
        .blockingStub()
        .resetWorkflowExecution(
            ResetWorkflowExecutionRequest.newBuilder()
                .setNamespace("default")
                .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                .setReason("by mistake")
                .setRequestId(UUID.randomUUID().toString())
                .setWorkflowTaskFinishEventId(afterFirstTask)
                .build());
  }

  WorkflowClient temporal() {
    return WorkflowClient.newInstance(
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + settings.ports().of(Port.TEMPORAL))
                .build()));
  }

  @Override
  public void close() {
    system.close();
  }
}
