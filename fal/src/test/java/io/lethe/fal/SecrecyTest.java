package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lethe.fal.FalFailure.Kind;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecrecyTest {
  private Scene fal;
  private Scene foreign;

  @BeforeEach
  void open() throws Exception {
    fal = new Scene();
    foreign = new Scene();
  }

  @AfterEach
  void close() {
    fal.close();
    foreign.close();
  }

  @Test
  void keepsTheKeyFromAForeignHostThatTheAnswerNamed() throws Exception {
    String away = foreign.at("/fal-ai/kling-video/requests/" + Scene.ID).toString();
    fal.answers(
        200,
        "{\"request_id\":\"%s\",\"status_url\":\"%s/status\",\"response_url\":\"%s\",\"cancel_url\":\"%s/cancel\"}"
            .formatted(Scene.ID, away, away, away));
    fal.answers(200, "{\"status\":\"IN_PROGRESS\"}");

    FalRequest request = fal.queue.submit(Scene.submission()).request();
    fal.queue.status(request);

    assertThat(request.status().getPort()).isEqualTo(fal.server.getPort());
    assertThat(fal.server.getRequestCount()).isEqualTo(2);
    assertThat(foreign.server.getRequestCount()).isZero();
  }

  @Test
  void followsNoRedirectWithTheKey() {
    for (int i = 0; i < 4; i++) {
      fal.server.enqueue(
          new MockResponse.Builder()
              .code(307)
              .addHeader("Location", foreign.at("/elsewhere"))
              .build());
    }

    for (Runnable call :
        new Runnable[] {
          () -> fal.queue.submit(Scene.submission()),
          () -> fal.queue.status(fal.request()),
          () -> fal.queue.result(fal.request()),
          () -> fal.queue.cancel(fal.request())
        }) {
      assertThatThrownBy(call::run).isInstanceOf(FalFailure.class);
    }

    assertThat(foreign.server.getRequestCount()).isZero();
  }

  @Test
  void fetchesAVideoWithoutTheKey() throws Exception {
    fal.server.enqueue(new MockResponse.Builder().body("video").build());

    try (Download download = fal.client.files().download(fal.at("/files/out.mp4"))) {
      assertThat(download.body()).hasContent("video");
    }

    assertThat(fal.received().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void sendsNoDownloadOnToAForeignHost() {
    fal.server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", foreign.at("/out.mp4")).build());

    FalFailure failure =
        catchThrowableOfType(
            FalFailure.class, () -> fal.client.files().download(fal.at("/out.mp4")));

    assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
    assertThat(foreign.server.getRequestCount()).isZero();
  }

  @Test
  void takesNoVideoFromAForeignHost() {
    fal.answers(200, "{\"video\":{\"url\":\"" + foreign.at("/out.mp4") + "\"}}");

    assertThatThrownBy(() -> fal.queue.result(fal.request()))
        .isInstanceOfSatisfying(
            FalFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL_VIOLATION));
    assertThatThrownBy(() -> fal.client.files().download(foreign.at("/out.mp4")))
        .isInstanceOf(FalFailure.class);
    assertThat(foreign.server.getRequestCount()).isZero();
  }

  @Test
  void printsNeitherKeyNorInput() {
    FalSubmission submission = Scene.submission(Scene.file(new byte[] {1}));

    assertThat(fal.settings.toString()).contains("FalKey[redacted]").doesNotContain(Scene.SECRET);
    assertThat(submission.toString()).contains("prompt=text").doesNotContain(Scene.PROMPT);
  }

  @Test
  void doesNotRepeatAKeyThatIsNone() {
    assertThatThrownBy(() -> new FalKey("two words"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("two words");
  }
}
