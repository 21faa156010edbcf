package io.lethe.bench;

import io.lethe.dev.system.Port;
import io.lethe.dev.system.Ports;
import io.lethe.domain.video.Ending;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the same Temporal server does at most with as many steps that do nothing. */
final class BareWorkflows implements AutoCloseable {
  private static final String QUEUE = "lethe-bench";

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final WorkerFactory factory;
  private final int clients;

  BareWorkflows(Ports ports, int clients) {
    this.clients = clients;
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + ports.of(Port.TEMPORAL))
                .build());
    client = WorkflowClient.newInstance(stubs);
    factory = WorkerFactory.newInstance(client);
    Worker worker =
        factory.newWorker(
            QUEUE,
            WorkerOptions.newBuilder()
                .setMaxConcurrentWorkflowTaskPollers(20)
                .setMaxConcurrentActivityTaskPollers(20)
                .build());
    worker.registerWorkflowImplementationTypes(BareWorkflowImpl.class);
    worker.registerActivitiesImplementations((BareWorkflow.Steps) () -> {});
    factory.start();
  }

  /** Returns workflows per second. */
  double run(Duration time) throws Exception {
    AtomicInteger done = new AtomicInteger();
    long began = System.nanoTime();
    long end = began + time.toNanos();
    InParallel.run(
        clients,
        () -> {
          while (System.nanoTime() < end) {
            client
                .newWorkflowStub(
                    BareWorkflow.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
                .run();
            done.incrementAndGet();
          }
        });
    return done.get() / ((System.nanoTime() - began) / 1e9);
  }

  /**
   * Until the receipt, and until the video's workflow has read it; the guardian's second look, some
   * minutes later, adds a few.
   */
  String eventsOf(String job) {
    client.newUntypedWorkflowStub("video/" + job).getResult(Ending.class);
    int video = history("video/" + job).size();
    int guardian = history("erasure/" + job).size();
    return "%d until the receipt (video %d, guardian %d)"
        .formatted(video + guardian, video, guardian);
  }

  /** Whether the yardstick still has as many steps as a job; the second look is one more. */
  String stepsOf(String job) {
    List<HistoryEvent> both = new ArrayList<>(history("video/" + job));
    both.addAll(history("erasure/" + job));
    return "steps of one job until the receipt: %d activities, %d local; the bare workflow has %d and %d"
        .formatted(
            count(both, EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED),
            count(both, EventType.EVENT_TYPE_MARKER_RECORDED),
            BareWorkflow.ACTIVITIES,
            BareWorkflow.LOCAL_ACTIVITIES);
  }

  private static long count(List<HistoryEvent> events, EventType type) {
    return events.stream().filter(event -> event.getEventType() == type).count();
  }

  private List<HistoryEvent> history(String workflow) {
    return client.fetchHistory(workflow).getEvents();
  }

  @Override
  public void close() {
    factory.shutdownNow();
    stubs.shutdownNow();
  }
}
