package io.lethe.workflows;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.JobId;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.UploadRole;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.video.VideoOrder;
import io.lethe.workflows.video.VideoWorkflow;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Both workflows on an in-memory server that skips time, with {@link RecordingSteps} in place of
 * the outside world.
 */
public final class WorkflowsExtension implements BeforeEachCallback, AfterEachCallback {
  public static final Duration UNTIL_ERASE_BY = Duration.ofHours(4);
  public static final Duration DELIVERY_WINDOW = Duration.ofHours(1);

  private final Interference interference = new Interference();
  private TestWorkflowEnvironment environment;
  private RecordingSteps steps;
  private JobId job;
  private Instant eraseBy;

  @Override
  public void beforeEach(ExtensionContext context) {
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(WorkerFactoryOptions.getDefaultInstance())
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(
                            new CodecDataConverter(
                                DefaultDataConverter.newDefaultInstance(), List.of(interference)))
                        .build())
                .registerSearchAttribute("LetheState", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute("LetheModel", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    "LetheOutcome", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    "LetheErasure", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .build());
    steps = new RecordingSteps();
    // A cancellation reaches an activity with its next heartbeat: soon.
    WorkerOptions options =
        WorkerOptions.newBuilder().setMaxHeartbeatThrottleInterval(Duration.ofMillis(100)).build();
    WorkflowTypes.registerVideo(
        environment.newWorker(TaskQueues.VIDEO, options),
        steps.jobs(guardians()),
        steps.generation());
    WorkflowTypes.registerPhotos(environment.newWorker(TaskQueues.PHOTO, options), steps.photos());
    Worker erasure = environment.newWorker(TaskQueues.ERASURE);
    WorkflowTypes.registerErasure(erasure, steps.erasure());
    environment.start();
    job = JobId.random();
    eraseBy = Instant.ofEpochMilli(environment.currentTimeMillis()).plus(UNTIL_ERASE_BY);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    environment.close();
  }

  public TestWorkflowEnvironment environment() {
    return environment;
  }

  /** What is done, once, to the video workflow's own thread. */
  public Interference interference() {
    return interference;
  }

  public RecordingSteps steps() {
    return steps;
  }

  public JobId job() {
    return job;
  }

  public Instant eraseBy() {
    return eraseBy;
  }

  public Instant now() {
    return Instant.ofEpochMilli(environment.currentTimeMillis());
  }

  /** As the API does when a video is ordered. */
  public WorkflowStub startGuardian() {
    guardians().start(job, eraseBy);
    return guardian();
  }

  /** How the API and the workers tell it. */
  public GuardianCalls guardians() {
    return new GuardianCalls(client(), StepOptions.SECOND_LOOK_AFTER);
  }

  public WorkflowStub guardian() {
    return client().newUntypedWorkflowStub(WorkflowIds.erasure(job));
  }

  /** As the API does when an upload has arrived. */
  public WorkflowStub upload() {
    VideoWorkflow video = newVideo();
    BatchRequest request = client().newSignalWithStartRequest();
    request.add(video::make, order());
    request.add(video::uploaded, UploadRole.PHOTO);
    client().signalWithStart(request);
    return WorkflowStub.fromTyped(video);
  }

  /** Before its upload has arrived, as where several are needed. */
  public WorkflowStub startVideoWithoutUpload() {
    VideoWorkflow video = newVideo();
    WorkflowClient.start(video::make, order());
    return WorkflowStub.fromTyped(video);
  }

  private VideoWorkflow newVideo() {
    return client()
        .newWorkflowStub(
            VideoWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.video(job))
                .setTaskQueue(TaskQueues.VIDEO)
                .build());
  }

  private VideoOrder order() {
    return new VideoOrder(
        job, new ModelId("test-model"), Set.of(UploadRole.PHOTO), eraseBy, DELIVERY_WINDOW);
  }

  /**
   * Waits until a workflow is closed after a cancellation; the SDK then reports it as cancelled,
   * whatever it returns.
   */
  public static void awaitCancelled(WorkflowStub workflow) {
    assertThatThrownBy(() -> workflow.getResult(Object.class))
        .isInstanceOf(WorkflowFailedException.class)
        .hasCauseInstanceOf(CanceledFailure.class);
  }

  /** As the API does when the video was collected. */
  public void collect() {
    client().newWorkflowStub(VideoWorkflow.class, WorkflowIds.video(job)).collected();
  }

  public WorkflowExecutionHistory historyOf(String workflowId) {
    return client().fetchHistory(workflowId);
  }

  private WorkflowClient client() {
    return environment.getWorkflowClient();
  }
}
