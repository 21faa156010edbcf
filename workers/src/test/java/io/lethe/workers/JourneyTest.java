package io.lethe.workers;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.erasure.Receipt;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.vault.MediaKind;
import io.lethe.workers.rights.RightsSteps;
import io.lethe.workers.testing.FakeFal;
import io.lethe.workers.testing.FalAnswers;
import io.lethe.workers.testing.Installation;
import io.lethe.workers.testing.TinyMp4;
import io.lethe.workflows.StepOptions;
import io.lethe.workflows.TaskQueues;
import io.lethe.workflows.WorkflowIds;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.video.VideoOrder;
import io.lethe.workflows.video.VideoWorkflow;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Both workflows with the real activities, a real ledger and a real vault. */
final class JourneyTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final String MARKER = "PLANTED-IN-THE-EXIF";
  private static final byte[] VIDEO = TinyMp4.withMedia(200_000);
  private static final WorkerSettings SETTINGS =
      new WorkerSettings(5, 50, 10, 1, 100, Duration.ofSeconds(5));

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private TestWorkflowEnvironment temporal;
  private TemporalWorkers workers;
  private Installation lethe;
  private JobId job;
  private Instant eraseBy;

  @BeforeEach
  void everythingRuns(@TempDir Path folder) throws IOException {
    listenToTheLog();
    lethe = new Installation(LEDGER.jdbi(), folder);
    temporal = inMemoryTemporal();
    workers =
        TemporalWorkers.of(
            temporal.getWorkflowClient(),
            SETTINGS,
            lethe.jobSteps(guardians()),
            lethe.photoSteps(),
            lethe.generation(),
            lethe.erasureSteps(),
            RightsSteps.of(
                lethe.stores.people().rights(),
                lethe.stores.jobs(),
                temporal.getWorkflowClient(),
                guardians()));
    workers.start();
    eraseBy = Instant.now().plus(Duration.ofHours(4));
    job = lethe.order(eraseBy);
  }

  @AfterEach
  void stop() {
    workers.stop();
    temporal.close();
    lethe.close();
    rootLogger().detachAppender(log);
  }

  @Test
  void aPhotoBecomesAVideoAndThenNothingButAReceipt() throws IOException {
    FakeFal fal = new FakeFal(lethe.fal, VIDEO, 7);
    lethe.fal.setDispatcher(fal);
    WorkflowStub guardian = startGuardian();

    WorkflowStub video = upload(DrawnFace.jpegWithMetadata(MARKER));
    awaitReady();

    assertThat(lethe.bytesOf(job, MediaKind.VIDEO)).isEqualTo(VIDEO);
    lethe.stores.jobs().collected(job);
    client().newWorkflowStub(VideoWorkflow.class, WorkflowIds.video(job)).collected();
    assertThat(video.getResult(Ending.class)).isEqualTo(Ending.of(Outcome.DELIVERED));
    ReceiptId receiptId = guardian.getResult(ReceiptId.class);

    Receipt receipt = lethe.stores.erasures().receipt(job).orElseThrow().receipt();
    assertThat(receipt.id()).isEqualTo(receiptId);
    assertThat(receipt.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(lethe.objectsOf(job)).isEmpty();
    assertThat(state()).isEqualTo(JobState.ERASED);
    assertThat(fal.submissions()).isEqualTo(1);
    nothingPlantedIsAnywhere();
  }

  @Test
  void aRefusedPromptEndsInAReceiptAndItsEchoIsNowhere() throws IOException {
    lethe.fal.enqueue(FalAnswers.accepted());
    lethe.fal.enqueue(FalAnswers.status("COMPLETED"));
    lethe.fal.enqueue(FalAnswers.refusal("content_policy_violation"));
    lethe.fal.enqueue(FalAnswers.json(400, "{\"status\":\"ALREADY_COMPLETED\"}"));
    WorkflowStub guardian = startGuardian();

    WorkflowStub video = upload(DrawnFace.jpegWithMetadata(MARKER));

    assertThat(video.getResult(Ending.class))
        .isEqualTo(Ending.of(Outcome.REFUSED, Reason.CONTENT_POLICY));
    guardian.getResult(ReceiptId.class);
    assertThat(lethe.objectsOf(job)).isEmpty();
    assertThat(state()).isEqualTo(JobState.ERASED);
    nothingPlantedIsAnywhere();
  }

  @Test
  void aWithdrawnConsentKeepsThePhotoInTheBuilding() throws IOException {
    lethe.withdrawConsent();
    WorkflowStub guardian = startGuardian();

    WorkflowStub video = upload(DrawnFace.jpeg(400, 400));

    assertThat(video.getResult(Ending.class)).isEqualTo(Ending.of(Outcome.CONSENT_WITHDRAWN));
    guardian.getResult(ReceiptId.class);
    assertThat(lethe.fal.getRequestCount()).isZero();
    assertThat(lethe.objectsOf(job)).isEmpty();
  }

  private WorkflowStub startGuardian() {
    guardians().start(job, eraseBy);
    return client().newUntypedWorkflowStub(WorkflowIds.erasure(job));
  }

  private GuardianCalls guardians() {
    return new GuardianCalls(client(), StepOptions.SECOND_LOOK_AFTER);
  }

  private WorkflowStub upload(byte[] photo) throws IOException {
    lethe.upload(job, "image/jpeg", photo);
    VideoWorkflow video =
        client()
            .newWorkflowStub(
                VideoWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.video(job))
                    .setTaskQueue(TaskQueues.VIDEO)
                    .build());
    BatchRequest request = client().newSignalWithStartRequest();
    request.add(
        video::make,
        new VideoOrder(
            job, Installation.MODEL.id(), Set.of(UploadRole.PHOTO), eraseBy, Duration.ofHours(1)));
    request.add(video::uploaded, UploadRole.PHOTO);
    client().signalWithStart(request);
    return WorkflowStub.fromTyped(video);
  }

  /** Time on the in-memory server passes while nothing is at work. */
  private void awaitReady() {
    for (int second = 0; second < 300 && state() != JobState.READY; second++) {
      temporal.sleep(Duration.ofSeconds(1));
    }
    assertThat(state()).isEqualTo(JobState.READY);
  }

  private void nothingPlantedIsAnywhere() {
    for (String workflow : List.of(WorkflowIds.video(job), WorkflowIds.erasure(job))) {
      var history = client().fetchHistory(workflow);
      // JSON holds payloads as base64, the protocol's own text form in the clear.
      assertThat(history.toJson(true)).doesNotContain("PLANTED");
      assertThat(history.getHistory().toString())
          .contains(job.toString())
          .doesNotContain("PLANTED", "http://", "data:image");
    }
    assertThat(logged()).doesNotContain("PLANTED", lethe.subject.toString());
  }

  private String logged() {
    return List.copyOf(log.list).stream()
        .map(event -> event.getFormattedMessage() + stack(event))
        .collect(Collectors.joining("\n"));
  }

  private static String stack(ILoggingEvent event) {
    var thrown = event.getThrowableProxy();
    return thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
  }

  private void listenToTheLog() {
    log.start();
    rootLogger().addAppender(log);
    ((Logger) LoggerFactory.getLogger("io.lethe")).setLevel(Level.DEBUG);
  }

  private static Logger rootLogger() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private JobState state() {
    return lethe.stores.jobs().find(job).orElseThrow().state();
  }

  private WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  private static TestWorkflowEnvironment inMemoryTemporal() {
    return TestWorkflowEnvironment.newInstance(
        TestEnvironmentOptions.newBuilder()
            .registerSearchAttribute("LetheState", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .registerSearchAttribute("LetheModel", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .registerSearchAttribute("LetheOutcome", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .registerSearchAttribute("LetheErasure", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .build());
  }
}
