package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.fal.FalFailure.Kind;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalQueueTest {
  private static final String ACCEPTED = "{\"request_id\":\"" + Scene.ID + "\"}";
  private static final String REQUESTS = "/fal-ai/kling-video/requests/" + Scene.ID;

  private Scene fal;

  @BeforeEach
  void open() throws Exception {
    fal = new Scene();
  }

  @AfterEach
  void close() {
    fal.close();
  }

  @Test
  void submitsTheInputItselfToTheFullEndpointId() throws Exception {
    byte[] photo = new byte[200_001];
    new Random(1).nextBytes(photo);
    fal.answers(200, ACCEPTED);

    fal.queue.submit(
        Scene.submission(
            Scene.file(photo),
            new FalField.Text("duration", "5"),
            new FalField.Decimal("cfg_scale", 0.5),
            new FalField.Flag("generate_audio", false)));

    RecordedRequest sent = fal.received();
    assertThat(sent.getRequestLine())
        .isEqualTo("POST /fal-ai/kling-video/v2.6/pro/image-to-video HTTP/1.1");
    JsonNode body =
        new ObjectMapper().readTree(Objects.requireNonNull(sent.getBody()).toByteArray());
    assertThat(body.fieldNames())
        .toIterable()
        .containsExactly("prompt", "start_image_url", "duration", "cfg_scale", "generate_audio");
    assertThat(body.get("prompt").textValue()).isEqualTo(Scene.PROMPT);
    assertThat(body.get("duration").textValue()).isEqualTo("5");
    assertThat(body.get("cfg_scale").doubleValue()).isEqualTo(0.5);
    assertThat(body.get("generate_audio").isBoolean()).isTrue();
    String[] inline = body.get("start_image_url").textValue().split(",", 2);
    assertThat(inline[0]).isEqualTo("data:image/jpeg;base64");
    assertThat(Base64.getDecoder().decode(inline[1])).isEqualTo(photo);
  }

  @Test
  void sendsAListOfFilesInItsOrderInlineAndByAddress() throws Exception {
    byte[] first = new byte[100_001];
    byte[] second = new byte[2];
    new Random(2).nextBytes(first);
    fal.answers(200, ACCEPTED);

    fal.queue.submit(
        Scene.submission(
            new FalField.Files(
                "image_urls",
                List.of(
                    new FalField.File(
                        "a", "image/jpeg", first.length, () -> new ByteArrayInputStream(first)),
                    new FalField.Link("b", URI.create("https://our.example/handoff/token")),
                    new FalField.File(
                        "c", "image/png", second.length, () -> new ByteArrayInputStream(second)))),
            new FalField.Files("element_urls", List.of()),
            new FalField.Flag("keep_audio", true)));

    JsonNode body =
        new ObjectMapper().readTree(Objects.requireNonNull(fal.received().getBody()).toByteArray());
    assertThat(body.at("/image_urls")).hasSize(3);
    assertThat(body.at("/image_urls/0").asText())
        .isEqualTo("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(first));
    assertThat(body.at("/image_urls/1").asText()).isEqualTo("https://our.example/handoff/token");
    assertThat(body.at("/image_urls/2").asText()).isEqualTo("data:image/png;base64,AAA=");
    assertThat(body.at("/element_urls").isArray()).isTrue();
    assertThat(body.at("/keep_audio").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Authorization | Key top-secret-key",
        "Content-Type | application/json",
        "X-Fal-Store-IO | 0",
        "X-Fal-Object-Lifecycle-Preference |"
            + " {\"expiration_duration_seconds\":3600,\"initial_acl\":{\"default\":\"forbid\",\"rules\":[]}}",
        "x-app-fal-disable-fallback | 1",
        "X-Fal-Request-Start-Timeout | 600",
        "X-Fal-Request-Timeout | 600",
        "X-Fal-No-Retry | 1",
      })
  void sendsWithEverySubmit(String header, String value) throws Exception {
    fal.answers(200, ACCEPTED);

    fal.queue.submit(Scene.submission());

    assertThat(fal.received().getHeaders().values(header)).containsExactly(value);
  }

  @Test
  void saysNothingThatItNeedNotSay() throws Exception {
    fal.answers(200, ACCEPTED);

    fal.queue.submit(Scene.submission());

    assertThat(fal.received().getHeaders().names())
        .containsExactlyInAnyOrder(
            "Accept",
            "Accept-Encoding",
            "Authorization",
            "Connection",
            "Content-Length",
            "Content-Type",
            "Host",
            "User-Agent",
            "X-Fal-No-Retry",
            "X-Fal-Object-Lifecycle-Preference",
            "X-Fal-Request-Start-Timeout",
            "X-Fal-Request-Timeout",
            "X-Fal-Store-IO",
            "x-app-fal-disable-fallback");
  }

  @ParameterizedTest
  @CsvSource({"200", "201", "202"})
  void acceptsAnySuccess(int status) {
    fal.server.enqueue(
        Scene.json(
                status,
                "{\"request_id\":\"%s\",\"queue_position\":3,\"more\":{}}".formatted(Scene.ID))
            .addHeader("x-fal-served-from", "fal-ai/other")
            .build());

    Accepted accepted = fal.queue.submit(Scene.submission());

    assertThat(accepted.request().id()).isEqualTo(Scene.ID);
    assertThat(accepted.queuePosition()).isEqualTo(3);
    assertThat(accepted.servedFrom()).contains("fal-ai/other");
  }

  @ParameterizedTest
  @CsvSource({"200", "202"})
  void readsTheStateFromTheBodyWhateverTheHttpStatus(int http) throws Exception {
    fal.answers(http, "{\"status\":\"IN_QUEUE\",\"queue_position\":7}");
    fal.answers(http, "{\"status\":\"IN_PROGRESS\"}");
    fal.answers(http, "{\"status\":\"COMPLETED\"}");

    assertThat(fal.queue.status(fal.request())).isEqualTo(new FalStatus.InQueue(7));
    assertThat(fal.queue.status(fal.request())).isEqualTo(new FalStatus.InProgress());
    assertThat(fal.queue.status(fal.request())).isEqualTo(new FalStatus.Completed(null));
    assertThat(fal.received().getRequestLine()).isEqualTo("GET " + REQUESTS + "/status HTTP/1.1");
  }

  @Test
  void takesAFailedJobForFailedAlthoughItIsCompleted() {
    fal.answers(
        200,
        "{\"status\":\"COMPLETED\",\"error\":\"%s\",\"error_type\":\"content_policy_violation\"}"
            .formatted(Scene.PROMPT));

    FalStatus status = fal.queue.status(fal.request());

    assertThat(status)
        .isInstanceOfSatisfying(
            FalStatus.Completed.class,
            over -> {
              FalFailure failure = over.failure().orElseThrow();
              assertThat(failure.kind()).isEqualTo(Kind.CONTENT_REFUSED);
              assertThat(failure.permanent()).isTrue();
              assertThat(failure.toString()).doesNotContain(Scene.PROMPT);
            });
  }

  @Test
  void refusesAStateThatTheProtocolDoesNotKnow() {
    fal.answers(200, "{\"status\":\"DONE\"}");

    FalFailure failure =
        catchThrowableOfType(FalFailure.class, () -> fal.queue.status(fal.request()));

    assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
  }

  @Test
  void readsTheVideosAddressFromTheResult() throws Exception {
    fal.answers(200, "{\"video\":{\"url\":\"https://v3.fal.media/files/a/out.mp4\"}}");

    FalResult result = fal.queue.result(fal.request());

    assertThat(result.video()).hasToString("https://v3.fal.media/files/a/out.mp4");
    assertThat(result.toString()).doesNotContain("fal.media");
    assertThat(fal.received().getRequestLine()).isEqualTo("GET " + REQUESTS + " HTTP/1.1");
  }

  @Test
  void waitsForAResultThatWasAskedForTooEarly() {
    fal.answers(400, "{\"detail\":\"Request is still in progress\"}");
    fal.answers(202, "{\"status\":\"IN_PROGRESS\"}");

    for (int i = 0; i < 2; i++) {
      FalFailure failure =
          catchThrowableOfType(FalFailure.class, () -> fal.queue.result(fal.request()));
      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure.permanent()).isFalse();
    }
  }

  @Test
  void saysSoWhenTheModelMadeNoVideo() {
    fal.answers(200, "{\"video\":null}");

    FalFailure failure =
        catchThrowableOfType(FalFailure.class, () -> fal.queue.result(fal.request()));

    assertThat(failure.kind()).isEqualTo(Kind.MODEL_FAILED);
    assertThat(failure.maybeBilled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "202, CANCELLATION_REQUESTED, REQUESTED",
    "400, ALREADY_COMPLETED, ALREADY_COMPLETED",
    "404, NOT_FOUND, NOT_FOUND"
  })
  void cancels(int http, String status, CancelAnswer expected) throws Exception {
    fal.answers(http, "{\"status\":\"" + status + "\"}");

    assertThat(fal.queue.cancel(fal.request())).isEqualTo(expected);
    assertThat(fal.received().getRequestLine()).isEqualTo("PUT " + REQUESTS + "/cancel HTTP/1.1");
  }

  @Test
  void saysWhereToCallWhenTheJobIsOver() throws Exception {
    fal.answers(200, ACCEPTED);
    URI webhook = URI.create("https://lethe.example/v1/providers/fal/webhooks/a%2Btoken");

    fal.queue.submit(
        new FalSubmission(
            Scene.KLING,
            List.of(new FalField.Link("image_url", URI.create("https://lethe.example/handoff/t"))),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            webhook));

    RecordedRequest sent = fal.received();
    assertThat(sent.getUrl().queryParameter("fal_webhook")).isEqualTo(webhook.toString());
    assertThat(sent.getBody().utf8())
        .isEqualTo("{\"image_url\":\"https://lethe.example/handoff/t\"}");
  }

  @Test
  void knowsAnErrorThatCallsItselfASuccess() {
    fal.answers(200, "{\"detail\":[{\"type\":\"content_policy_violation\",\"input\":\"x\"}]}");

    FalFailure failure =
        catchThrowableOfType(FalFailure.class, () -> fal.queue.result(fal.request()));

    assertThat(failure.kind()).isEqualTo(Kind.CONTENT_REFUSED);
  }

  @Test
  void doesNotTakeAnotherStatusForAStepForward() {
    fal.answers(200, "{\"status\":\"COMPLETED\"}");
    fal.answers(200, "{\"status\":\"IN_QUEUE\",\"queue_position\":1}");

    assertThat(fal.queue.status(fal.request())).isInstanceOf(FalStatus.Completed.class);
    assertThat(fal.queue.status(fal.request())).isEqualTo(new FalStatus.InQueue(1));
  }

  @Test
  void readsNoMoreOfAnAnswerThanAnAnswerCanHold() {
    fal.answers(200, "{\"status\":\"" + "x".repeat(3 << 20) + "\"}");

    FalFailure failure =
        catchThrowableOfType(FalFailure.class, () -> fal.queue.status(fal.request()));

    assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
  }

  @Test
  void takesAnExpiredResultForGone() {
    fal.answers(404, "{\"detail\":\"Request not found\"}");

    FalFailure failure =
        catchThrowableOfType(FalFailure.class, () -> fal.queue.result(fal.request()));

    assertThat(failure.kind()).isEqualTo(Kind.GONE);
  }
}
