package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lethe.fal.FalFailure.Fault;
import io.lethe.fal.FalFailure.Kind;
import io.lethe.fal.FalFailure.Remedy;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {
  private Scene fal;

  @BeforeEach
  void open() throws Exception {
    fal = new Scene();
  }

  @AfterEach
  void close() {
    fal.close();
  }

  private FalFailure result() {
    return catchThrowableOfType(FalFailure.class, () -> fal.queue.result(fal.request()));
  }

  private FalFailure status() {
    return catchThrowableOfType(FalFailure.class, () -> fal.queue.status(fal.request()));
  }

  @ParameterizedTest
  @CsvSource({
    "content_policy_violation, CONTENT_REFUSED, INPUT, NONE",
    "image_too_small, INPUT_REFUSED, INPUT, NONE",
    "image_load_error, INPUT_REFUSED, INPUT, NONE",
    "file_download_error, INPUT_REFUSED, INPUT, NONE",
    "face_detection_error, INPUT_REFUSED, INPUT, NONE",
    "unsupported_image_format, INPUT_REFUSED, INPUT, NONE",
    "video_duration_too_long, INPUT_REFUSED, INPUT, NONE",
    "partner_validation_failed, INPUT_REFUSED, INPUT, NONE",
    "missing, INPUT_REFUSED, OURS, NONE",
    "string_type, INPUT_REFUSED, OURS, NONE",
    "literal_error, INPUT_REFUSED, OURS, NONE",
    "value_error.missing, INPUT_REFUSED, OURS, NONE",
    "less_than_equal, INPUT_REFUSED, OURS, NONE",
    "no_media_generated, MODEL_FAILED, FAL, NONE",
    "something_new, MODEL_FAILED, FAL, NONE",
    "internal_server_error, MODEL_FAILED, FAL, NEW_JOB",
    "generation_timeout, MODEL_FAILED, FAL, NEW_JOB",
    "downstream_service_unavailable, MODEL_FAILED, FAL, NEW_JOB"
  })
  void decidesOnAModelsErrorType(String type, Kind kind, Fault fault, Remedy remedy) {
    fal.answers(
        422,
        """
        {"detail":[{"loc":["body","prompt"],"msg":"about %s","type":"%s","input":"%s"}]}"""
            .formatted(Scene.PROMPT, type, Scene.PROMPT));

    FalFailure failure = result();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.fault()).isEqualTo(fault);
    assertThat(failure.remedy()).isEqualTo(remedy);
    assertThat(failure.code()).isEqualTo(type);
    assertThat(failure.permanent()).isTrue();
    assertThat(failure.maybeBilled()).isTrue();
    assertThat(failure).hasNoCause();
    assertThat(failure.toString()).doesNotContain(Scene.PROMPT);
  }

  @Test
  void findsTheContentPolicyAmongOtherErrors() {
    fal.answers(
        422, "{\"detail\":[{\"type\":\"missing\"},{\"type\":\"content_policy_violation\"}]}");

    assertThat(result().kind()).isEqualTo(Kind.CONTENT_REFUSED);
  }

  @Test
  void letsNothingButACodeThrough() {
    fal.answers(422, "{\"detail\":[{\"type\":\"" + Scene.PROMPT + "\"}]}");

    FalFailure failure = result();

    assertThat(failure.code()).isEmpty();
    assertThat(failure.kind()).isEqualTo(Kind.INPUT_REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "500, internal_error, UNAVAILABLE",
    "502, runner_connection_refused, UNAVAILABLE",
    "503, runner_scheduling_failure, UNAVAILABLE",
    "504, startup_timeout, TIMED_OUT",
    "504, request_timeout, TIMED_OUT"
  })
  void repeatsACallThatMetTroubleInTheInfrastructure(int status, String type, Kind kind) {
    fal.answers(status, "{\"detail\":\"words\",\"error_type\":\"" + type + "\"}");

    FalFailure failure = status();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.code()).isEqualTo(type);
    assertThat(failure.permanent()).isFalse();
    assertThat(failure.maybeBilled()).isFalse();
  }

  @Test
  void readsTheTypeFromTheHeaderWhenTheBodyHasNone() {
    fal.server.enqueue(
        Scene.json(503, "").addHeader("X-Fal-Error-Type", "runner_disconnected").build());

    assertThat(result().code()).isEqualTo("runner_disconnected");
  }

  @Test
  void repeatsNothingWhenTheJobMissedOurStartTimeout() {
    fal.server.enqueue(
        Scene.json(504, "{\"detail\":\"late\",\"error_type\":\"request_timeout\"}")
            .addHeader("X-Fal-Request-Timeout-Type", "user")
            .build());

    FalFailure failure = result();

    assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(failure.permanent()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "request_timeout, TIMED_OUT, NEW_JOB",
    "runner_server_error, UNAVAILABLE, NEW_JOB",
    "client_cancelled, CANCELLED, NONE",
    "internal_server_error, MODEL_FAILED, NEW_JOB",
    "'', MODEL_FAILED, NONE"
  })
  void endsAJobThatCompletedWithAnError(String type, Kind kind, Remedy remedy) {
    fal.answers(
        200, "{\"status\":\"COMPLETED\",\"error\":\"words\",\"error_type\":\"" + type + "\"}");

    FalFailure failure =
        ((FalStatus.Completed) fal.queue.status(fal.request())).failure().orElseThrow();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.remedy()).isEqualTo(remedy);
  }

  @Test
  void understandsThePlatformsShape() {
    fal.answers(
        401, "{\"error\":{\"type\":\"authorization_error\",\"message\":\"Invalid token\"}}");

    FalFailure failure = status();

    assertThat(failure.kind()).isEqualTo(Kind.KEY_REFUSED);
    assertThat(failure.code()).isEqualTo("authorization_error");
  }

  @Test
  void takesAMissingRequestForGone() {
    fal.answers(404, "{\"detail\":\"Request not found\"}");

    assertThat(status().kind()).isEqualTo(Kind.GONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500, 502, 503})
  void doesNotBelieveAProxysPage(int http) {
    fal.answersHtml(http);

    FalFailure failure = status();

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.permanent()).isFalse();
    assertThat(failure.toString()).doesNotContain(Scene.PROMPT);
  }

  @Test
  void doesNotReadAnAnswerWithoutEnd() {
    fal.answers(200, "{\"status\":\"" + "x".repeat(2 << 20) + "\"}");

    assertThat(status().kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
  }

  @Test
  void repeatsAfterAnAnswerThatBrokeOff() {
    fal.server.enqueue(
        Scene.json(200, "{\"status\":\"IN_PROGRESS\"}")
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    FalFailure failure = status();

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.permanent()).isFalse();
  }

  @Test
  void repeatsAfterASilentServer() throws Exception {
    try (Scene slow = new Scene(Duration.ofMillis(300))) {
      slow.server.enqueue(
          new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

      FalFailure failure =
          catchThrowableOfType(FalFailure.class, () -> slow.queue.status(slow.request()));

      assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
      assertThat(failure.permanent()).isFalse();
    }
  }
}
