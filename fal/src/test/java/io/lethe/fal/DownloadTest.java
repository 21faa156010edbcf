package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lethe.fal.FalFailure.Kind;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadTest {
  private Scene fal;

  @BeforeEach
  void open() throws Exception {
    fal = new Scene();
  }

  @AfterEach
  void close() {
    fal.close();
  }

  private FalFailure download() {
    return catchThrowableOfType(
        FalFailure.class,
        () -> {
          try (Download download = fal.queue.download(fal.at("/out.mp4"))) {
            download.body().readAllBytes();
          }
        });
  }

  @Test
  void saysWhatComes() throws Exception {
    fal.server.enqueue(
        new MockResponse.Builder().addHeader("Content-Type", "video/mp4").body("abc").build());

    try (Download download = fal.queue.download(fal.at("/out.mp4"))) {
      assertThat(download.contentType()).contains("video/mp4");
      assertThat(download.declaredSize()).hasValue(3);
      assertThat(download.body()).hasContent("abc");
    }
  }

  @Test
  void takesAVideoAsLargeAsTheCap() throws Exception {
    fal.server.enqueue(new MockResponse.Builder().chunkedBody("x".repeat(1000), 100).build());

    try (Download download = fal.queue.download(fal.at("/out.mp4"))) {
      assertThat(download.declaredSize()).isEmpty();
      assertThat(download.body().readAllBytes()).hasSize(1000);
    }
  }

  @Test
  void refusesAVideoThatDeclaresTooMuch() {
    fal.server.enqueue(new MockResponse.Builder().body("x".repeat(1001)).build());

    FalFailure failure =
        catchThrowableOfType(FalFailure.class, () -> fal.queue.download(fal.at("/out.mp4")));

    assertThat(failure.code()).isEqualTo("video_too_large");
    assertThat(failure.permanent()).isTrue();
  }

  @Test
  void refusesAVideoThatOutgrowsTheCapWhileItStreams() {
    fal.server.enqueue(new MockResponse.Builder().chunkedBody("x".repeat(1001), 100).build());

    assertThat(download().code()).isEqualTo("video_too_large");
  }

  @Test
  void repeatsADownloadThatBrokeOff() {
    fal.server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(900))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    FalFailure failure = download();

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.permanent()).isFalse();
  }

  @Test
  void followsACdnThatSendsItOnWithinTheAllowedHosts() throws Exception {
    fal.server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", "/there.mp4").build());
    fal.server.enqueue(new MockResponse.Builder().body("abc").build());

    try (Download download = fal.queue.download(fal.at("/out.mp4"))) {
      assertThat(download.body()).hasContent("abc");
    }
  }

  @Test
  void givesUpOnALoopOfRedirects() {
    for (int i = 0; i < 4; i++) {
      fal.server.enqueue(
          new MockResponse.Builder().code(302).addHeader("Location", "/out.mp4").build());
    }

    assertThat(download().code()).isEqualTo("too_many_redirects");
  }

  @ParameterizedTest
  @CsvSource({"404, GONE", "410, GONE", "403, KEY_REFUSED", "503, UNAVAILABLE"})
  void translatesWhatTheCdnSays(int status, Kind kind) {
    fal.answersHtml(status);

    assertThat(download().kind()).isEqualTo(kind);
  }
}
