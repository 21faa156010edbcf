package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lethe.fal.FalFailure.Acceptance;
import io.lethe.fal.FalFailure.Kind;
import io.lethe.fal.FalFailure.Remedy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a submit that went wrong may be repeated: the question that costs money. */
class SubmitFailureTest {
  private Scene fal;

  @BeforeEach
  void open() throws Exception {
    fal = new Scene();
  }

  @AfterEach
  void close() {
    fal.close();
  }

  private FalFailure submit(FalField... more) {
    return catchThrowableOfType(FalFailure.class, () -> fal.queue.submit(Scene.submission(more)));
  }

  private static void isUnknown(FalFailure failure) {
    assertThat(failure.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    assertThat(failure.acceptance()).isEqualTo(Acceptance.UNKNOWN);
    assertThat(failure.remedy()).isEqualTo(Remedy.NONE);
    assertThat(failure.maybeBilled()).isTrue();
  }

  private static void isNotAccepted(FalFailure failure) {
    assertThat(failure.acceptance()).isEqualTo(Acceptance.NOT_ACCEPTED);
    assertThat(failure.maybeBilled()).isFalse();
  }

  @Test
  void doesNotKnowTheOutcomeWhenTheAnswerGotLost() {
    fal.server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());

    isUnknown(submit(Scene.file(new byte[300_000])));
    assertThat(fal.server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void doesNotKnowTheOutcomeWhenNoAnswerCameInTime() throws Exception {
    try (Scene slow = new Scene(Duration.ofMillis(300))) {
      slow.server.enqueue(
          new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

      FalFailure failure =
          catchThrowableOfType(FalFailure.class, () -> slow.queue.submit(Scene.submission()));

      isUnknown(failure);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "not json", "{\"request_id\":\"../x\"}", "[\"request_id\"]"})
  void doesNotKnowTheOutcomeWhenTheAnswerNamesNoRequest(String answer) {
    fal.answers(200, answer);

    isUnknown(submit());
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 408, 409, 499, 500, 502, 503, 504})
  void doesNotKnowTheOutcomeWhenFalWasInTrouble(int status) {
    fal.answers(status, "{\"detail\":\"trouble\",\"error_type\":\"internal_error\"}");

    isUnknown(submit());
  }

  @Test
  void submitsOnceEvenWhenToldToRepeatAtOnce() {
    fal.server.enqueue(Scene.json(503, "{}").addHeader("Retry-After", "0").build());
    fal.answers(200, "{\"request_id\":\"" + Scene.ID + "\"}");

    isUnknown(submit());
    assertThat(fal.server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void knowsThatNothingWasAcceptedWhenTheConnectionWasRefused() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    FalQueue queue =
        new FalClient(
                fal.settings.allAt(URI.create("http://127.0.0.1:" + nobody)), Clock.systemUTC())
            .queue();

    FalFailure failure =
        catchThrowableOfType(FalFailure.class, () -> queue.submit(Scene.submission()));

    isNotAccepted(failure);
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.permanent()).isFalse();
  }

  @Test
  void knowsThatNothingWasAcceptedWhenTheBodyWasCutShort() {
    fal.server.enqueue(
        new MockResponse.Builder().onRequestBody(new SocketEffect.CloseSocket()).build());

    isNotAccepted(submit(Scene.file(new byte[20_000_000])));
  }

  @Test
  void knowsThatNothingWasAcceptedWhenTheFileCouldNotBeRead() {
    fal.server.enqueue(new MockResponse.Builder().build());

    FalFailure failure =
        submit(
            new FalField.File(
                "image_url",
                "image/png",
                100_000,
                () -> {
                  throw new IOException(Scene.PROMPT);
                }));

    isNotAccepted(failure);
    assertThat(failure.code()).isEqualTo("file_not_readable");
    assertThat(failure.toString()).doesNotContain(Scene.PROMPT);
  }

  @ParameterizedTest
  @ValueSource(ints = {99_999, 100_001})
  void submitsNothingWhenTheFileHasAnotherLengthThanPromised(int length) {
    fal.server.enqueue(new MockResponse.Builder().build());
    FalField.Source source = () -> new ByteArrayInputStream(new byte[length]);

    isNotAccepted(submit(new FalField.File("image_url", "image/png", 100_000, source)));
  }

  @Test
  void survivesASourceThatBreaksInTheMiddle() {
    fal.server.enqueue(new MockResponse.Builder().build());
    FalField.Source source =
        () ->
            new InputStream() {
              @Override
              public int read() {
                throw new IllegalStateException("erased");
              }
            };

    isNotAccepted(submit(new FalField.File("image_url", "image/png", 100_000, source)));
  }

  @ParameterizedTest
  @CsvSource({
    "400, INPUT_REFUSED, NONE",
    "401, KEY_REFUSED, REPEAT_CALL",
    "403, KEY_REFUSED, REPEAT_CALL",
    "404, INPUT_REFUSED, NONE",
    "405, INPUT_REFUSED, NONE",
    "413, INPUT_REFUSED, NONE",
    "422, INPUT_REFUSED, NONE",
    "429, RATE_LIMITED, REPEAT_CALL"
  })
  void knowsThatNothingWasAcceptedWhenFalRefused(int status, Kind kind, Remedy remedy) {
    fal.answers(status, "{\"detail\":\"" + Scene.PROMPT + "\"}");

    FalFailure failure = submit();

    isNotAccepted(failure);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.remedy()).isEqualTo(remedy);
    assertThat(failure.httpStatus()).isEqualTo(status);
    assertThat(failure.toString()).doesNotContain(Scene.PROMPT);
  }

  @Test
  void tellsALockedAccountFromAWrongKey() {
    fal.answers(403, "{\"detail\":\"User is locked. Reason: Exhausted balance. Top up.\"}");

    FalFailure failure = submit();

    isNotAccepted(failure);
    assertThat(failure.kind()).isEqualTo(Kind.ACCOUNT_LOCKED);
    assertThat(failure.fault()).isEqualTo(FalFailure.Fault.OURS);
  }

  @ParameterizedTest
  @CsvSource({
    "17, 17",
    "'Tue, 24 Nov 2026 08:01:30 GMT', 90",
    "'Tue, 24 Nov 2026 07:00:00 GMT', 0"
  })
  void passesOnHowLongToWait(String header, int seconds) {
    fal.server.enqueue(Scene.json(429, "{}").addHeader("Retry-After", header).build());

    assertThat(submit().retryAfter()).contains(Duration.ofSeconds(seconds));
  }
}
