package io.lethe.bench;

import io.lethe.dev.system.Port;
import io.lethe.dev.system.Ports;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
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

  String eventsOf(String job) {
    return "video %d, guardian %d so far (6 more for the second look)"
        .formatted(events("video/" + job), events("erasure/" + job));
  }

  private int events(String workflow) {
    return client.fetchHistory(workflow).getEvents().size();
  }

  @Override
  public void close() {
    factory.shutdownNow();
    stubs.shutdownNow();
  }
}
