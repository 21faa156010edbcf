package io.lethe.workers.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.vault.MediaKind;
import io.lethe.workers.testing.FalAnswers;
import io.lethe.workers.testing.Installation;
import io.lethe.workers.testing.Steps;
import io.lethe.workers.testing.TinyMp4;
import io.lethe.workflows.video.GenerationActivities;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class FalGenerationTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final byte[] VIDEO = TinyMp4.withMedia(300_000);

  private final Steps steps = new Steps();
  private Installation lethe;
  private GenerationActivities generation;
  private JobId job;

  @BeforeEach
  void aJobThatIsWithFal(@TempDir Path folder) throws IOException {
    lethe = new Installation(LEDGER.jdbi(), folder);
    generation = steps.of(GenerationActivities.class, lethe.generation());
    job = lethe.orderThatIsWithFal();
  }

  @AfterEach
  void close() {
    steps.close();
    lethe.close();
  }

  @Test
  void asksAgainLaterWhileTheVideoIsRendered() {
    lethe.fal.enqueue(FalAnswers.status("IN_PROGRESS"));

    ApplicationFailure notReady = Steps.failureOf(() -> generation.fetchVideo(job));

    assertThat(notReady.isNonRetryable()).isFalse();
    assertThat(notReady.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
    assertThat(notReady.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(state()).isEqualTo(JobState.RENDERING);
  }

  @Test
  void bringsTheVideoIntoTheVault() throws IOException {
    falHasMade(FalAnswers.file(VIDEO));

    generation.fetchVideo(job);

    assertThat(state()).isEqualTo(JobState.READY);
    assertThat(lethe.bytesOf(job, MediaKind.VIDEO)).isEqualTo(VIDEO);
  }

  @Test
  void doesNotFetchTwiceWhatLiesInTheVault() {
    falHasMade(FalAnswers.file(VIDEO));

    generation.fetchVideo(job);
    generation.fetchVideo(job);

    assertThat(lethe.fal.getRequestCount()).isEqualTo(6);
  }

  @Test
  void hasFalDeleteItsCopyAtOnce() throws Exception {
    falHasMade(FalAnswers.file(VIDEO));

    generation.fetchVideo(job);

    for (int i = 0; i < 3; i++) {
      lethe.fal.takeRequest();
    }
    RecordedRequest last = lethe.fal.takeRequest();
    assertThat(last.getRequestLine())
        .startsWith("DELETE /v1/models/requests/" + FalAnswers.REQUEST_ID + "/payloads");
    assertThat(last.getHeaders().get("Authorization")).isEqualTo("Key an-admin-key-for-tests");
    assertThat(lethe.stores.providerTraces().find(job).orElseThrow().isAbsent()).isTrue();
  }

  @Test
  void aFailedJobIsCompletedTooAndEndsOurs() {
    lethe.fal.enqueue(FalAnswers.failedJob("generation_timeout"));

    ApplicationFailure failed = Steps.failureOf(() -> generation.fetchVideo(job));

    assertThat(failed.getDetails().get(Ending.class))
        .isEqualTo(Ending.failed(Reason.PROVIDER_FAILED));
    assertThat(failed.toString()).doesNotContain("PLANTED");
  }

  @Test
  void contentThatTheProviderRefusesIsAnOutcomeOfItsOwn() {
    lethe.fal.enqueue(FalAnswers.status("COMPLETED"));
    lethe.fal.enqueue(FalAnswers.refusal("content_policy_violation"));

    assertThat(Steps.endingOf(() -> generation.fetchVideo(job)))
        .isEqualTo(Ending.of(Outcome.REFUSED, Reason.CONTENT_POLICY));
  }

  @Test
  void troubleAtTheProviderIsWaitedOut() {
    lethe.fal.enqueue(new MockResponse.Builder().code(503).body("<html>").build());

    assertThat(Steps.failureOf(() -> generation.fetchVideo(job)).isNonRetryable()).isFalse();
  }

  @Test
  void whatIsNoWholeMp4IsNeverDelivered() throws IOException {
    falHasMade(FalAnswers.file(Arrays.copyOf(VIDEO, VIDEO.length - 1)));

    assertThat(Steps.endingOf(() -> generation.fetchVideo(job)))
        .isEqualTo(Ending.failed(Reason.VIDEO_UNUSABLE));

    assertThat(lethe.stores.vault().find(job, MediaKind.VIDEO, null)).isEmpty();
    assertThat(state()).isEqualTo(JobState.RENDERING);
  }

  @Test
  void aVideoLargerThanTheCapIsRefusedWhileItStreams() throws IOException {
    byte[] huge = TinyMp4.withMedia(Installation.LARGEST_VIDEO);
    falHasMade(new MockResponse.Builder().chunkedBody(new Buffer().write(huge), 8_192).build());
    int before = lethe.objectsOf(job).size();

    assertThat(Steps.endingOf(() -> generation.fetchVideo(job)))
        .isEqualTo(Ending.failed(Reason.VIDEO_UNUSABLE));

    assertThat(lethe.objectsOf(job)).hasSize(before);
  }

  @Test
  void aDownloadThatOutlivesTheErasureLeavesNothing() throws IOException {
    // The first sign of life comes from within the download, if it takes long enough to give one.
    long bytesPerSecond = VIDEO.length / (Pulse.QUIET.toSeconds() + 2);
    falHasMade(
        FalAnswers.file(VIDEO)
            .newBuilder()
            .throttleBody(bytesPerSecond, 1, TimeUnit.SECONDS)
            .build());
    steps.environment.setActivityHeartbeatListener(Void.class, alive -> erase());

    assertThat(Steps.endingOf(() -> generation.fetchVideo(job)))
        .isEqualTo(Ending.of(Outcome.CANCELLED));

    assertThat(lethe.objectsOf(job)).isEmpty();
    assertThat(state()).isEqualTo(JobState.ERASING);
  }

  @Test
  void cancellingAsksFalToStopAndTakesAnyAnswer() throws Exception {
    lethe.fal.enqueue(FalAnswers.json(202, "{\"status\":\"CANCELLATION_REQUESTED\"}"));
    lethe.fal.enqueue(FalAnswers.json(400, "{\"status\":\"ALREADY_COMPLETED\"}"));
    lethe.fal.enqueue(FalAnswers.json(404, "{\"status\":\"NOT_FOUND\"}"));

    generation.cancelRendering(job);
    generation.cancelRendering(job);
    generation.cancelRendering(job);

    assertThat(lethe.fal.takeRequest().getRequestLine())
        .startsWith("PUT /fal-ai/kling-video/requests/" + FalAnswers.REQUEST_ID + "/cancel");
  }

  @Test
  void cancellingWhatWasNeverSubmittedIsNothing() {
    generation.cancelRendering(lethe.order());

    assertThat(lethe.fal.getRequestCount()).isZero();
  }

  private void falHasMade(MockResponse file) {
    lethe.fal.enqueue(FalAnswers.status("COMPLETED"));
    lethe.fal.enqueue(FalAnswers.result(lethe.fal));
    lethe.fal.enqueue(file);
    lethe.fal.enqueue(FalAnswers.json(404, "{\"detail\":\"nothing is stored\"}"));
    lethe.fal.enqueue(new MockResponse.Builder().code(404).build());
    lethe.fal.enqueue(FalAnswers.json(404, "{\"detail\":\"no such request\"}"));
  }

  private void erase() {
    lethe.stores.erasures().begin(job, Ending.of(Outcome.CANCELLED));
    lethe.stores.erasures().eraseBytes(job);
  }

  private JobState state() {
    return lethe.stores.jobs().find(job).orElseThrow().state();
  }
}
