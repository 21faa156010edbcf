package io.lethe.dev.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import io.lethe.dev.fal.seen.ReceivedSubmission;
import io.lethe.dev.sample.SampleFace;
import io.lethe.fal.Accepted;
import io.lethe.fal.CancelAnswer;
import io.lethe.fal.Download;
import io.lethe.fal.FalClient;
import io.lethe.fal.FalEndpoint;
import io.lethe.fal.FalFailure;
import io.lethe.fal.FalField;
import io.lethe.fal.FalKey;
import io.lethe.fal.FalQueue;
import io.lethe.fal.FalSettings;
import io.lethe.fal.FalStatus;
import io.lethe.fal.FalSubmission;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our own client against the simulated fal.ai, over the wire. */
class SimulatedFalTest {
  private static final String ENDPOINT = "fal-ai/kling-video/v2.5-turbo/standard/image-to-video";

  @TempDir Path folder;
  private SimulatedFal fal;
  private FalClient client;
  private FalQueue queue;

  @BeforeEach
  void start() throws Exception {
    SimulatedFalKnobs knobs =
        SimulatedFalKnobs.calm().withLatency(Duration.ZERO, Duration.ZERO).withRenderNothing();
    fal =
        SimulatedFal.start(
            new SimulatedFalSettings(
                0,
                "a-key",
                "an-admin-key",
                "an-account",
                folder.resolve("fal"),
                Path.of("../var/tools").toAbsolutePath().normalize(),
                true,
                knobs,
                Clock.systemUTC()));
    client = client("a-key");
    queue = client.queue();
  }

  @AfterEach
  void stop() throws Exception {
    fal.close();
  }

  @Test
  void rendersTheVeryPhotoItWasGiven() throws Exception {
    fal.turn(SimulatedFalKnobs.calm().withLatency(Duration.ZERO, Duration.ZERO));
    Accepted accepted = queue.submit(submission("5"));
    fal.awaitIdle(Duration.ofSeconds(30));

    assertThat(queue.status(accepted.request())).isInstanceOf(FalStatus.Completed.class);
    try (Download download = client.files().download(queue.result(accepted.request()).video())) {
      byte[] video = download.body().readAllBytes();
      assertThat(new String(Arrays.copyOfRange(video, 4, 8), StandardCharsets.US_ASCII))
          .isEqualTo("ftyp");
      assertThat(video.length).isGreaterThan(50_000);
    }
    ReceivedSubmission received = fal.received().get(0);
    assertThat(received.files().get("image_url").bytes()).isEqualTo(SampleFace.jpeg());
    assertThat(received.fields()).containsOnlyKeys("prompt", "duration");
  }

  @Test
  void aFailedJobIsCompletedAndItsResultIsA422() throws Exception {
    fal.turn(fal.knobs().withFailures(SimulatedFailure.CONTENT_POLICY));
    Accepted accepted = queue.submit(submission("5"));
    fal.awaitIdle(Duration.ofSeconds(30));

    assertThat(queue.status(accepted.request())).isInstanceOf(FalStatus.Completed.class);
    assertThatThrownBy(() -> queue.result(accepted.request()))
        .isInstanceOfSatisfying(
            FalFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(FalFailure.Kind.CONTENT_REFUSED));
  }

  @Test
  void anAnswerThatGotLostLeavesTheOutcomeUnknown() {
    fal.turn(fal.knobs().withFailures(SimulatedFailure.LOST_ANSWER));

    assertThatThrownBy(() -> queue.submit(submission("5")))
        .isInstanceOfSatisfying(
            FalFailure.class,
            failure -> assertThat(failure.acceptance()).isEqualTo(FalFailure.Acceptance.UNKNOWN));
    assertThat(fal.received()).hasSize(1);
  }

  @Test
  void aRefusalForNowCertainlyTookNothing() {
    fal.turn(fal.knobs().withFailures(SimulatedFailure.RATE_LIMITED));

    assertThatThrownBy(() -> queue.submit(submission("5")))
        .isInstanceOfSatisfying(
            FalFailure.class,
            failure -> {
              assertThat(failure.acceptance()).isEqualTo(FalFailure.Acceptance.NOT_ACCEPTED);
              assertThat(failure.retryAfter()).isPresent();
            });
  }

  @Test
  void anInputThatTheModelDoesNotTakeIsRefused() {
    assertThatThrownBy(() -> queue.submit(submission("7")))
        .isInstanceOfSatisfying(
            FalFailure.class, failure -> assertThat(failure.permanent()).isTrue());
  }

  @Test
  void aWrongKeyIsRefused() {
    assertThatThrownBy(() -> client("another-key").queue().submit(submission("5")))
        .isInstanceOf(FalFailure.class);
  }

  @Test
  void theFullPathAnswers405() throws Exception {
    Accepted accepted = queue.submit(submission("5"));
    URI trap =
        fal.baseUri().resolve("/" + ENDPOINT + "/requests/" + accepted.request().id() + "/status");

    assertThat(
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(trap).header("Authorization", "Key a-key").build(),
                    BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(405);
  }

  @Test
  void whatIsDoneCanNoLongerBeCancelled() throws Exception {
    Accepted accepted = queue.submit(submission("5"));
    fal.awaitIdle(Duration.ofSeconds(30));

    assertThat(queue.cancel(accepted.request())).isEqualTo(CancelAnswer.ALREADY_COMPLETED);
  }

  @Test
  void aDownloadThatBreaksOffGoesOnWhereItWas() throws Exception {
    Accepted accepted = queue.submit(submission("5"));
    fal.awaitIdle(Duration.ofSeconds(30));
    URI video = queue.result(accepted.request()).video();
    byte[] whole = downloaded(video);
    fal.turn(fal.knobs().withFailures(SimulatedFailure.FILE_CUT));

    assertThat(downloaded(video)).isEqualTo(whole);
    assertThat(fal.knobs().nextFailures()).isEmpty();
  }

  private byte[] downloaded(URI video) throws Exception {
    try (Download download = client.files().download(video)) {
      return download.body().readAllBytes();
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "STATUS_UNAVAILABLE",
        "ASK_PAGE",
        "ASK_RATE_LIMITED",
        "ASK_CUT",
        "ASK_ENDLESS",
        "ASK_REDIRECT",
        "STATUS_UNHEARD_OF"
      })
  void anAnswerThatIsNoneIsTrouble(SimulatedFailure failure) throws Exception {
    Accepted accepted = queue.submit(submission("5"));
    fal.awaitIdle(Duration.ofSeconds(30));
    fal.turn(fal.knobs().withFailures(failure));

    assertThatThrownBy(() -> queue.status(accepted.request())).isInstanceOf(FalFailure.class);
    assertThat(queue.status(accepted.request())).isInstanceOf(FalStatus.Completed.class);
  }

  private FalClient client(String key) {
    return new FalClient(
        FalSettings.withKey(new FalKey(key)).allAt(fal.baseUri()), Clock.systemUTC());
  }

  private static FalSubmission submission(String duration) {
    byte[] photo = SampleFace.jpeg();
    return new FalSubmission(
        new FalEndpoint(ENDPOINT),
        List.of(
            new FalField.Text("prompt", "A smile"),
            new FalField.Text("duration", duration),
            new FalField.File(
                "image_url", "image/jpeg", photo.length, () -> new ByteArrayInputStream(photo))),
        Duration.ofSeconds(60),
        Duration.ofHours(1),
        null);
  }
}
