package io.lethe.workers.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.ModelOff;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.egress.AttemptToken;
import io.lethe.storage.egress.BeginResult;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.EgressId;
import io.lethe.storage.egress.EgressStatus;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.provider.BlockReason;
import io.lethe.storage.provider.TraceEnd;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.vault.MediaKind;
import io.lethe.workers.provider.SubmissionTerms;
import io.lethe.workers.testing.FalAnswers;
import io.lethe.workers.testing.Installation;
import io.lethe.workers.testing.Steps;
import io.lethe.workflows.video.GenerationActivities;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class FalSubmittingTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final byte[] JPEG = DrawnFace.jpeg(320, 400);

  private final Steps steps = new Steps();
  private Installation lethe;
  private GenerationActivities generation;
  private JobId job;
  private int seen;
  private int submitted;

  @BeforeEach
  void aJobWhosePhotoIsSanitised(@TempDir Path folder) throws IOException {
    lethe = new Installation(LEDGER.jdbi(), folder);
    generation = steps.of(GenerationActivities.class, lethe.generation());
    LEDGER.jdbi().useHandle(FalSubmittingTest::forgetOtherTests);
    job = lethe.orderThatIsSanitised(JPEG);
  }

  @AfterEach
  void close() {
    steps.close();
    lethe.close();
  }

  @Test
  void sendsTheFileThePromptAndTheParametersAndNothingElse() throws Exception {
    lethe.fal.enqueue(FalAnswers.accepted());

    generation.submit(job);

    RecordedRequest sent = lethe.fal.takeRequest();
    assertThat(sent.getTarget()).isEqualTo("/" + Installation.MODEL.endpoint());
    JsonNode body = new ObjectMapper().readTree(sent.getBody().utf8());
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactlyInAnyOrder(
            "prompt", "duration", "cfg_scale", "negative_prompt", "image_url");
    assertThat(body.get("prompt").asText()).isEqualTo(Installation.PROMPT);
    assertThat(body.get("duration").isTextual()).isTrue();
    assertThat(body.get("duration").asText()).isEqualTo("5");
    assertThat(body.get("image_url").asText())
        .isEqualTo("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(JPEG));
    assertThat(sent.getRequestLine() + sent.getHeaders() + sent.getBody().utf8())
        .doesNotContain(job.toString(), lethe.subject.toString());
    assertThat(state()).isEqualTo(JobState.RENDERING);
    assertThat(lethe.stores.egress().find(job).orElseThrow().handle().requestId())
        .isEqualTo(FalAnswers.REQUEST_ID);
  }

  @Test
  void sendsNothingToAModelThatWentOffAndTheJobEndsSayingSo() {
    lethe
        .stores
        .modelFacts()
        .record(
            Installation.MODEL.id(),
            Installation.MODEL.endpoint(),
            ModelOff.NOT_ENTERPRISE_READY,
            null);

    ApplicationFailure ended = Steps.failureOf(() -> generation.submit(job));

    assertThat(ended.getDetails().get(Ending.class)).isEqualTo(Ending.failed(Reason.MODEL_OFF));
    assertThat(lethe.fal.getRequestCount()).isZero();
    assertThat(lethe.stores.egress().find(job)).isEmpty();
  }

  @Test
  void aJobThatIsAtFalGoesOnThoughItsModelWentOff() {
    lethe.fal.enqueue(FalAnswers.accepted());
    generation.submit(job);
    lethe
        .stores
        .modelFacts()
        .record(
            Installation.MODEL.id(), Installation.MODEL.endpoint(), ModelOff.NOT_AT_PROVIDER, null);

    generation.submit(job);

    assertThat(lethe.fal.getRequestCount()).isEqualTo(1);
  }

  @Test
  void repeatingItAfterItWasAcceptedSendsNothing() {
    lethe.fal.enqueue(FalAnswers.accepted());

    generation.submit(job);
    generation.submit(job);

    assertThat(lethe.fal.getRequestCount()).isEqualTo(1);
  }

  @Test
  void findsTheJobAtFalWhenTheAnswerWasLost() throws Exception {
    lethe.fal.enqueue(lostAnswer());
    assertThat(Steps.failureOf(() -> generation.submit(job)).getType())
        .isEqualTo("SUBMISSION_UNKNOWN_YET");
    lethe.clock.advance(Installation.LIMIT.plusSeconds(5));
    lethe.fal.enqueue(FalAnswers.listed("request-" + job));

    generation.submit(job);

    assertThat(lethe.stores.egress().find(job).orElseThrow().handle().requestId())
        .isEqualTo("request-" + job);
    assertThat(submissions()).isEqualTo(1);
  }

  @Test
  void asksNobodyWhileTheLostAnswerMayStillBeUnderWay() {
    anAttemptThatVanished();

    assertThat(Steps.failureOf(() -> generation.submit(job)).getCategory())
        .isEqualTo(ApplicationErrorCategory.BENIGN);

    assertThat(lethe.fal.getRequestCount()).isZero();
  }

  @Test
  void sendsNothingWhileAnUnlistedJobMayStillShowUp() throws Exception {
    anAttemptThatVanished();
    lethe.clock.advance(Installation.CERTAIN_AFTER.minusSeconds(60));
    lethe.fal.enqueue(FalAnswers.listed());

    assertThat(Steps.failureOf(() -> generation.submit(job)).isNonRetryable()).isFalse();

    assertThat(submissions()).isZero();
  }

  @Test
  void sendsAgainOnceItIsCertainThatNothingWasAccepted() throws Exception {
    anAttemptThatVanished();
    lethe.clock.advance(Installation.CERTAIN_AFTER.plusSeconds(60));
    lethe.fal.enqueue(FalAnswers.listed());
    lethe.fal.enqueue(FalAnswers.accepted());

    assertThat(Steps.failureOf(() -> generation.submit(job)).isNonRetryable()).isFalse();
    generation.submit(job);

    assertThat(submissions()).isEqualTo(1);
  }

  @Test
  void takesNoOthersJobForItsOwn() throws Exception {
    anAttemptThatVanished();
    lethe.clock.advance(Installation.CERTAIN_AFTER.plusSeconds(60));
    lethe.fal.enqueue(FalAnswers.listed("one-request", "another-request"));

    assertThat(Steps.endingOf(() -> generation.submit(job)))
        .isEqualTo(Ending.failed(Reason.SUBMISSION_UNKNOWN));

    assertThat(submissions()).isZero();
  }

  @Test
  void takesAFailedQuestionForNoAnswer() throws Exception {
    anAttemptThatVanished();
    lethe.clock.advance(Installation.CERTAIN_AFTER.plusSeconds(60));
    lethe.fal.enqueue(new MockResponse.Builder().code(503).body("<html>").build());

    assertThat(Steps.failureOf(() -> generation.submit(job)).isNonRetryable()).isFalse();

    assertThat(submissions()).isZero();
  }

  @Test
  void stopsSendingForEveryoneWhenTheAccountIsLocked() throws Exception {
    lethe.fal.enqueue(
        FalAnswers.json(403, "{\"detail\":\"User is locked. Reason: Exhausted balance.\"}"));

    for (int i = 0; i < 5; i++) {
      ApplicationFailure waits = Steps.failureOf(() -> generation.submit(job));
      assertThat(waits.isNonRetryable()).isFalse();
      assertThat(waits.getType()).isEqualTo("ACCOUNT_BLOCKED");
      assertThat(waits.getNextRetryDelay()).isPositive();
    }

    assertThat(submissions()).isEqualTo(1);
    assertThat(lethe.account().block().orElseThrow().reason())
        .isEqualTo(BlockReason.ACCOUNT_LOCKED);
  }

  @Test
  void aJobThatIsWithFalAlreadyTakesNoOthersTurnToTry() throws Exception {
    lethe.fal.enqueue(FalAnswers.accepted());
    generation.submit(job);
    JobId other = another();
    lethe.fal.enqueue(FalAnswers.json(401, "{\"detail\":\"Unauthorized\"}"));
    Steps.failureOf(() -> generation.submit(other));
    lethe.clock.advance(Installation.TRY_EVERY.plusSeconds(1));

    generation.submit(job);
    lethe.fal.enqueue(FalAnswers.accepted("request-of-" + other));
    generation.submit(other);

    assertThat(lethe.account().block()).isEmpty();
  }

  @Test
  void goesOnByItselfWhenTheAccountTakesOrdersAgain() throws Exception {
    lethe.fal.enqueue(FalAnswers.json(401, "{\"detail\":\"Unauthorized\"}"));
    Steps.failureOf(() -> generation.submit(job));
    lethe.clock.advance(Installation.TRY_EVERY.plusSeconds(1));
    lethe.fal.enqueue(FalAnswers.accepted());

    generation.submit(job);

    assertThat(lethe.account().block()).isEmpty();
    assertThat(submissions()).isEqualTo(2);
  }

  @Test
  void sendsNoMoreAtOnceThanTheAccountMayAndKeepsTheOrder() throws Exception {
    GenerationActivities one;
    JobId second = another();
    JobId third = another();
    lethe.fal.enqueue(FalAnswers.accepted("request-1"));
    try (Steps narrow = new Steps()) {
      one = narrow.of(GenerationActivities.class, lethe.generation(lethe.client, oneAtATime()));
      one.submit(job);
      assertThat(Steps.failureOf(() -> one.submit(second)).getType())
          .isEqualTo("WAITS_FOR_ITS_TURN");
      assertThat(Steps.failureOf(() -> one.submit(third)).getType())
          .isEqualTo("WAITS_FOR_ITS_TURN");
      EgressId first = lethe.stores.egress().find(job).orElseThrow().id();
      lethe.stores.providerTraces().ended(first, TraceEnd.VIDEO, null);

      assertThat(Steps.failureOf(() -> one.submit(third)).getType())
          .isEqualTo("WAITS_FOR_ITS_TURN");
      lethe.fal.enqueue(FalAnswers.accepted("request-2"));
      one.submit(second);
    }

    assertThat(submissions()).isEqualTo(2);
  }

  @Test
  void tellsFalWhereToCallAndWhereToFetchTheFile() throws Exception {
    lethe.fal.enqueue(FalAnswers.accepted());
    URI api = URI.create("https://videos.example");
    try (Steps others = new Steps()) {
      others
          .of(
              GenerationActivities.class,
              lethe.generation(
                  lethe.client,
                  new SubmissionTerms(Duration.ofMinutes(15), Duration.ofHours(1), 100, api)))
          .submit(job);
    }

    RecordedRequest sent = lethe.fal.takeRequest();
    assertThat(sent.getUrl().queryParameter("fal_webhook"))
        .matches("https://videos\\.example/v1/providers/fal/webhooks/[A-Za-z0-9_-]{43}");
    String link = new ObjectMapper().readTree(sent.getBody().utf8()).get("image_url").asText();
    assertThat(link).matches("https://videos\\.example/handoff/[A-Za-z0-9_-]{43}");
    AttemptToken token = new AttemptToken(link.substring(link.lastIndexOf('/') + 1));
    assertThat(lethe.stores.handOffs().look(token)).isPresent();
  }

  @Test
  void goesOnWithTheIdThatAVanishedAttemptLeft() {
    anAttemptThatVanished();
    steps.environment.setHeartbeatDetails(FalAnswers.REQUEST_ID);

    generation.submit(job);

    assertThat(lethe.fal.getRequestCount()).isZero();
    assertThat(lethe.stores.egress().find(job).orElseThrow().handle().requestId())
        .isEqualTo(FalAnswers.REQUEST_ID);
  }

  @Test
  void submitsAgainWhenFalAskedItToWait() {
    lethe.fal.enqueue(
        new MockResponse.Builder().code(429).addHeader("Retry-After", "7").body("{}").build());
    lethe.fal.enqueue(FalAnswers.accepted());

    ApplicationFailure busy = Steps.failureOf(() -> generation.submit(job));
    generation.submit(job);

    assertThat(busy.isNonRetryable()).isFalse();
    assertThat(busy.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(7));
    assertThat(lethe.fal.getRequestCount()).isEqualTo(2);
    assertThat(lethe.stores.egress().find(job)).isPresent();
  }

  @Test
  void outlastsAStormOfRefusalsAndIsSentOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      lethe.fal.enqueue(
          new MockResponse.Builder().code(429).addHeader("Retry-After", "1").body("{}").build());
      assertThat(Steps.failureOf(() -> generation.submit(job)).isNonRetryable()).isFalse();
    }
    lethe.fal.enqueue(FalAnswers.accepted());

    generation.submit(job);
    generation.submit(job);

    assertThat(submissions()).isEqualTo(21);
    assertThat(lethe.stores.egress().attempts(job))
        .filteredOn(attempt -> attempt.status() == EgressStatus.ACCEPTED)
        .hasSize(1);
  }

  @Test
  void submitsAgainWhenNobodyListened() throws IOException {
    URI nobody;
    try (ServerSocket closed = new ServerSocket(0)) {
      nobody = URI.create("http://localhost:" + closed.getLocalPort());
    }
    try (Steps others = new Steps()) {
      GenerationActivities unreachable =
          others.of(GenerationActivities.class, lethe.generation(Installation.clientAt(nobody)));
      assertThat(Steps.failureOf(() -> unreachable.submit(job)).isNonRetryable()).isFalse();
    }
    lethe.fal.enqueue(FalAnswers.accepted());

    generation.submit(job);

    assertThat(lethe.stores.egress().find(job)).isPresent();
  }

  @Test
  void sendsNothingOnceTheConsentIsWithdrawn() {
    lethe.withdrawConsent();

    assertThat(Steps.endingOf(() -> generation.submit(job)))
        .isEqualTo(Ending.of(Outcome.CONSENT_WITHDRAWN));

    assertThat(lethe.fal.getRequestCount()).isZero();
  }

  @Test
  void sendsNothingOnceTheErasureHasBegun() {
    lethe.stores.erasures().begin(job, Ending.of(Outcome.CANCELLED));

    assertThat(Steps.endingOf(() -> generation.submit(job)))
        .isEqualTo(Ending.of(Outcome.CANCELLED));

    assertThat(lethe.fal.getRequestCount()).isZero();
  }

  @Test
  void aRefusedPromptEndsTheJobAndItsEchoStaysOutOfTheHistory() {
    lethe.fal.enqueue(FalAnswers.refusal("content_policy_violation"));

    ApplicationFailure refused = Steps.failureOf(() -> generation.submit(job));

    assertThat(refused.getDetails().get(Ending.class))
        .isEqualTo(Ending.of(Outcome.REFUSED, Reason.CONTENT_POLICY));
    assertThat(refused.toString()).doesNotContain("PLANTED");
  }

  @Test
  void aFileThatCanNoLongerBeReadIsNoSubmission() throws IOException {
    for (String object : lethe.objectsOf(job)) {
      lethe.objects.delete(object);
    }

    ApplicationFailure unreadable = Steps.failureOf(() -> generation.submit(job));

    assertThat(unreadable.isNonRetryable()).isFalse();
    assertThat(lethe.stores.egress().find(job)).isEmpty();
  }

  /** The account, its places and its list of requests are one for all. */
  private static void forgetOtherTests(Handle ledger) {
    ledger.execute("DELETE FROM models");
    ledger.execute("DELETE FROM provider_blocks");
    ledger.execute("DELETE FROM submissions_waiting");
    ledger.execute(
        "UPDATE provider_traces SET ended_as = 'NO_VIDEO', ended_at = now() WHERE ended_at IS NULL");
    ledger.execute(
        "UPDATE egress SET status = 'NOT_ACCEPTED' WHERE status IN ('SENDING', 'UNKNOWN')");
  }

  private static MockResponse lostAnswer() {
    return new MockResponse.Builder()
        .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
        .build();
  }

  private static SubmissionTerms oneAtATime() {
    return new SubmissionTerms(Duration.ofMinutes(15), Duration.ofHours(1), 1, null);
  }

  /** How many requests so far were submissions. */
  private int submissions() throws InterruptedException {
    while (lethe.fal.getRequestCount() > seen) {
      seen++;
      if (lethe.fal.takeRequest().getMethod().equals("POST")) {
        submitted++;
      }
    }
    return submitted;
  }

  private JobId another() throws IOException {
    return lethe.orderThatIsSanitised(JPEG);
  }

  private void anAttemptThatVanished() {
    NewEgress egress =
        new NewEgress(
            job,
            "fal.ai",
            Installation.MODEL.endpoint(),
            List.of(EgressContent.FILE, EgressContent.PROMPT),
            JPEG.length);
    assertThat(lethe.stores.egress().begin(egress)).isInstanceOf(BeginResult.Begun.class);
  }

  private JobState state() {
    assertThat(lethe.stores.vault().find(job, MediaKind.SANITISED, UploadRole.PHOTO)).isPresent();
    return lethe.stores.jobs().find(job).orElseThrow().state();
  }
}
