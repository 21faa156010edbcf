package io.lethe.workers.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.egress.BeginResult;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.vault.Dimensions;
import io.lethe.storage.vault.MediaKind;
import io.lethe.storage.vault.NewMedia;
import io.lethe.workers.testing.FalAnswers;
import io.lethe.workers.testing.Installation;
import io.lethe.workers.testing.Steps;
import io.lethe.workflows.video.GenerationActivities;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
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

  @BeforeEach
  void aJobWhosePhotoIsSanitised(@TempDir Path folder) throws IOException {
    lethe = new Installation(LEDGER.jdbi(), folder);
    generation = steps.of(GenerationActivities.class, lethe.generation());
    job = lethe.order();
    lethe.upload(job, "image/jpeg", JPEG);
    lethe.stores.jobs().requireConsent(job);
    lethe
        .stores
        .vault()
        .store(
            NewMedia.sanitised(job, UploadRole.PHOTO, "image/jpeg", new Dimensions(320, 400)),
            new ByteArrayInputStream(JPEG));
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
  void repeatingItAfterItWasAcceptedSendsNothing() {
    lethe.fal.enqueue(FalAnswers.accepted());

    generation.submit(job);
    generation.submit(job);

    assertThat(lethe.fal.getRequestCount()).isEqualTo(1);
  }

  @Test
  void sendsNothingTwiceWhenTheAnswerWasLost() {
    lethe.fal.enqueue(
        new MockResponse.Builder()
            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    Ending unknown = Ending.failed(Reason.SUBMISSION_UNKNOWN);

    assertThat(Steps.endingOf(() -> generation.submit(job))).isEqualTo(unknown);
    assertThat(Steps.endingOf(() -> generation.submit(job))).isEqualTo(unknown);

    assertThat(lethe.fal.getRequestCount()).isEqualTo(1);
  }

  @Test
  void sendsNothingWhenAnEarlierAttemptVanishedWhileSending() {
    anAttemptThatVanished();

    assertThat(Steps.endingOf(() -> generation.submit(job)))
        .isEqualTo(Ending.failed(Reason.SUBMISSION_UNKNOWN));

    assertThat(lethe.fal.getRequestCount()).isZero();
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
