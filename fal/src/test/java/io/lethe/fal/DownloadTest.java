package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lethe.fal.FalFailure.Kind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
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
          try (Download download = fal.client.files().download(fal.at("/out.mp4"))) {
            download.body().readAllBytes();
          }
        });
  }

  @Test
  void saysWhatComes() throws Exception {
    fal.server.enqueue(
        new MockResponse.Builder().addHeader("Content-Type", "video/mp4").body("abc").build());

    try (Download download = fal.client.files().download(fal.at("/out.mp4"))) {
      assertThat(download.contentType()).contains("video/mp4");
      assertThat(download.body()).hasContent("abc");
    }
  }

  @Test
  void takesAVideoAsLargeAsTheCap() throws Exception {
    fal.server.enqueue(new MockResponse.Builder().chunkedBody("x".repeat(1000), 100).build());

    try (Download download = fal.client.files().download(fal.at("/out.mp4"))) {
      assertThat(download.body().readAllBytes()).hasSize(1000);
    }
  }

  @Test
  void refusesAVideoThatDeclaresTooMuch() {
    fal.server.enqueue(new MockResponse.Builder().body("x".repeat(1001)).build());

    FalFailure failure =
        catchThrowableOfType(
            FalFailure.class, () -> fal.client.files().download(fal.at("/out.mp4")));

    assertThat(failure.code()).isEqualTo("video_too_large");
    assertThat(failure.permanent()).isTrue();
  }

  @Test
  void refusesAVideoThatOutgrowsTheCapWhileItStreams() {
    fal.server.enqueue(new MockResponse.Builder().chunkedBody("x".repeat(1001), 100).build());

    assertThat(download().code()).isEqualTo("video_too_large");
  }

  @Test
  void goesOnWhereTheConnectionBroke() throws Exception {
    fal.server.enqueue(brokenOff("\"v1\"", "0123456789", 4));
    fal.server.enqueue(
        new MockResponse.Builder()
            .code(206)
            .addHeader("Content-Range", "bytes 4-9/10")
            .body("456789")
            .build());

    try (Download download = fal.client.files().download(fal.at("/out.mp4"))) {
      assertThat(download.body()).hasContent("0123456789");
    }

    fal.received();
    RecordedRequest rest = fal.received();
    assertThat(rest.getHeaders().get("Range")).isEqualTo("bytes=4-");
    assertThat(rest.getHeaders().get("If-Range")).isEqualTo("\"v1\"");
  }

  @Test
  void neverGluesTwoVideosTogether() {
    fal.server.enqueue(brokenOff("\"v1\"", "0123456789", 4));
    fal.server.enqueue(new MockResponse.Builder().body("another video").build());

    FalFailure failure = download();

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.permanent()).isFalse();
  }

  @Test
  void givesUpOnAConnectionThatBreaksEachTime() {
    fal.server.enqueue(brokenOff("\"v1\"", "0123456789", 4));
    for (int i = 0; i < 5; i++) {
      fal.server.enqueue(
          new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    }

    assertThat(download().permanent()).isFalse();
    assertThat(fal.server.getRequestCount()).isEqualTo(6);
  }

  @Test
  void asksAnewWhenTheServerFallsSilent() throws Exception {
    try (Scene silent = Scene.withSilence(Duration.ofMillis(300))) {
      silent.server.enqueue(
          new MockResponse.Builder()
              .addHeader("Content-Length", "10")
              .body("0123456789")
              .throttleBody(4, 1, TimeUnit.HOURS)
              .build());
      silent.server.enqueue(
          new MockResponse.Builder()
              .code(206)
              .addHeader("Content-Range", "bytes 4-9/10")
              .body("456789")
              .build());

      try (Download download = silent.client.files().download(silent.at("/out.mp4"))) {
        assertThat(download.body()).hasContent("0123456789");
      }
    }
  }

  @Test
  void stopsAtItsTimeLimitHoweverSlowlyTheBodyDrips() throws Exception {
    try (Scene slow = new Scene(Duration.ofMillis(700))) {
      slow.server.enqueue(
          new MockResponse.Builder()
              .body("0123456789")
              .throttleBody(1, 200, TimeUnit.MILLISECONDS)
              .build());

      FalFailure failure =
          catchThrowableOfType(
              FalFailure.class,
              () -> {
                try (Download download = slow.client.files().download(slow.at("/out.mp4"))) {
                  download.body().readAllBytes();
                }
              });

      assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
      assertThat(failure.permanent()).isFalse();
    }
  }

  @Test
  void refusesTenGigabytesBeforeTheFirstByte() {
    fal.server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Length", "10737418240")
            .onResponseBody(SocketEffect.Stall.INSTANCE)
            .build());

    FalFailure failure =
        catchThrowableOfType(
            FalFailure.class, () -> fal.client.files().download(fal.at("/out.mp4")));

    assertThat(failure.code()).isEqualTo("video_too_large");
  }

  @Test
  void readsARestrictedFileWithATokenOfItsOwn() throws Exception {
    fal.answersHtml(403);
    fal.answers(200, token("a-token", "2026-11-24T09:00:00Z"));
    fal.server.enqueue(new MockResponse.Builder().body("abc").build());
    fal.answersHtml(403);
    fal.server.enqueue(new MockResponse.Builder().body("abc").build());

    for (int i = 0; i < 2; i++) {
      try (Download download = fal.client.files().download(fal.at("/out.mp4"))) {
        assertThat(download.body()).hasContent("abc");
      }
    }

    assertThat(fal.received().getHeaders().get("Authorization")).isNull();
    RecordedRequest asked = fal.received();
    assertThat(asked.getRequestLine())
        .isEqualTo("POST /storage/auth/token?storage_type=fal-cdn-v3 HTTP/1.1");
    assertThat(asked.getHeaders().get("Authorization")).isEqualTo("Key " + Scene.SECRET);
    assertThat(fal.received().getHeaders().get("Authorization")).isEqualTo("Bearer a-token");
    assertThat(fal.received().getHeaders().get("Authorization")).isNull();
    assertThat(fal.received().getHeaders().get("Authorization")).isEqualTo("Bearer a-token");
  }

  @Test
  void fetchesANewTokenBeforeTheOldOneExpires() throws Exception {
    for (int i = 0; i < 2; i++) {
      fal.answersHtml(403);
      fal.answers(200, token("a-token", "2026-11-24T08:00:30Z"));
      fal.server.enqueue(new MockResponse.Builder().body("abc").build());
    }

    for (int i = 0; i < 2; i++) {
      fal.client.files().download(fal.at("/out.mp4")).close();
    }

    assertThat(fal.server.getRequestCount()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "200, READABLE",
    "206, READABLE",
    "401, FORBIDDEN",
    "403, FORBIDDEN",
    "404, GONE",
    "410, GONE"
  })
  void probesWithoutAnyCredentialAndTransfersOneByteAtMost(int status, Presence presence)
      throws Exception {
    fal.answersHtml(status);

    assertThat(fal.client.files().probe(fal.at("/out.mp4"))).isEqualTo(presence);

    RecordedRequest asked = fal.received();
    assertThat(asked.getHeaders().get("Authorization")).isNull();
    assertThat(asked.getHeaders().get("Range")).isEqualTo("bytes=0-0");
  }

  @Test
  void takesTroubleForNoProofOfAbsence() {
    fal.answersHtml(503);

    assertThat(
            catchThrowableOfType(
                    FalFailure.class, () -> fal.client.files().probe(fal.at("/out.mp4")))
                .permanent())
        .isFalse();
  }

  private static MockResponse brokenOff(String version, String whole, int at) {
    return new MockResponse.Builder()
        .addHeader("ETag", version)
        .addHeader("Content-Length", Integer.toString(whole.length()))
        .body(whole.substring(0, at))
        .setHeader("Content-Length", Integer.toString(whole.length()))
        .onResponseEnd(new SocketEffect.CloseSocket())
        .build();
  }

  private static String token(String token, String until) {
    return "{\"token\":\"%s\",\"token_type\":\"Bearer\",\"base_url\":\"x\",\"expires_at\":\"%s\"}"
        .formatted(token, until);
  }

  @Test
  void followsACdnThatSendsItOnWithinTheAllowedHosts() throws Exception {
    fal.server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", "/there.mp4").build());
    fal.server.enqueue(new MockResponse.Builder().body("abc").build());

    try (Download download = fal.client.files().download(fal.at("/out.mp4"))) {
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
  @CsvSource({"404, GONE", "410, GONE", "503, UNAVAILABLE"})
  void translatesWhatTheCdnSays(int status, Kind kind) {
    fal.answersHtml(status);

    assertThat(download().kind()).isEqualTo(kind);
  }

  @Test
  void waitsWhenNeitherTheOpenNorTheTokenWayIsOpen() {
    fal.answersHtml(403);
    fal.answers(404, "{\"detail\":\"Not Found\"}");

    FalFailure failure = download();

    assertThat(failure.kind()).isEqualTo(Kind.KEY_REFUSED);
    assertThat(failure.permanent()).isFalse();
  }
}
