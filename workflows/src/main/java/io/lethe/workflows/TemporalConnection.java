package io.lethe.workflows;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process's connection to Temporal. Once open it reconnects by itself; a call while Temporal is
 * away fails with {@link StatusRuntimeException} after {@link #CALL_LIMIT}.
 */
public final class TemporalConnection implements AutoCloseable {
  /** Longer than any honest answer, shorter than the patience of who waits for ours. */
  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

  private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

  private final TemporalSettings settings;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  private TemporalConnection(
      TemporalSettings settings, WorkflowServiceStubs stubs, WorkflowClient client) {
    this.settings = settings;
    this.stubs = stubs;
    this.client = client;
  }

  /**
   * Waits for Temporal, for {@link TemporalSettings#connectWait} at most.
   *
   * @param process the name under which operators see this process, as {@code lethe-api}; its
   *     process id is added. The SDK would otherwise tell user and host names
   * @throws TemporalUnavailable if it does not answer, or does not know the namespace
   */
  public static TemporalConnection open(TemporalSettings settings, String process) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.target())
                .setRpcTimeout(CALL_LIMIT)
                .build());
    try {
      stubs.connect(settings.connectWait());
      requireNamespace(stubs, settings);
    } catch (StatusRuntimeException noAnswer) {
      stubs.shutdownNow();
      throw TemporalUnavailable.noAnswer(settings);
    } catch (TemporalUnavailable noNamespace) {
      stubs.shutdownNow();
      throw noNamespace;
    }
    WorkflowClient client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(settings.namespace())
                .setIdentity(identity(process))
                .build());
    return new TemporalConnection(settings, stubs, client);
  }

  /** The name of this process in histories: no user's and no host's name. */
  public static String identity(String process) {
    return process + "@" + ProcessHandle.current().pid();
  }

  /**
   * Does what needs Temporal while a process starts. If Temporal goes away just then, it is waited
   * for once more, as in {@link #open}, and the start is repeated.
   *
   * @param start may be repeated when it failed for want of Temporal
   * @throws TemporalUnavailable if it does not come back
   */
  public void start(Runnable start) {
    while (true) {
      try {
        start.run();
        return;
      } catch (StatusRuntimeException failed) {
        Status.Code code = failed.getStatus().getCode();
        if (code != Status.Code.UNAVAILABLE && code != Status.Code.DEADLINE_EXCEEDED) {
          throw failed;
        }
      }
      awaitAnswer();
    }
  }

  private void awaitAnswer() {
    try {
      stubs.connect(settings.connectWait());
    } catch (StatusRuntimeException noAnswer) {
      throw TemporalUnavailable.noAnswer(settings);
    }
  }

  public WorkflowClient client() {
    return client;
  }

  /**
   * For health checks.
   *
   * @throws TimeoutException if Temporal does not answer within 2 s; the message names its address
   */
  public void probe() throws TimeoutException {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(PROBE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .describeNamespace(describe(settings));
    } catch (StatusRuntimeException noAnswer) {
      throw new TimeoutException(
          "Temporal does not answer at "
              + settings.target()
              + ": "
              + noAnswer.getStatus().getCode());
    }
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }

  private static void requireNamespace(WorkflowServiceStubs stubs, TemporalSettings settings) {
    try {
      stubs.blockingStub().describeNamespace(describe(settings));
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
        throw TemporalUnavailable.noNamespace(settings);
      }
      throw refused;
    }
  }

  private static DescribeNamespaceRequest describe(TemporalSettings settings) {
    return DescribeNamespaceRequest.newBuilder().setNamespace(settings.namespace()).build();
  }
}
