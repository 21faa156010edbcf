package io.lethe.fal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A queue that stands behind a scripted server, and the words the tests share. */
final class Scene implements AutoCloseable {
  static final FalEndpoint KLING = new FalEndpoint("fal-ai/kling-video/v2.6/pro/image-to-video");
  static final String ID = "0b5f2a52-6d33-4f0e-9f5c-6d1e3c0a7a11";
  static final String SECRET = "top-secret-key";
  static final String ADMIN_SECRET = "top-secret-admin-key";
  static final String ACCOUNT = "user-of-ours";
  static final String PROMPT = "an unusual prompt about a face";
  static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  final MockWebServer server = new MockWebServer();
  final FalSettings settings;
  final FalClient client;
  final FalQueue queue;

  Scene() throws IOException {
    this(Duration.ofSeconds(20));
  }

  Scene(Duration limit) throws IOException {
    this(limit, limit);
  }

  static Scene withSilence(Duration silence) throws IOException {
    return new Scene(Duration.ofSeconds(20), silence);
  }

  private Scene(Duration limit, Duration silence) throws IOException {
    server.start();
    URI address = URI.create("http://localhost:" + server.getPort());
    settings =
        new FalSettings(
            new FalKey(SECRET),
            new FalKey(ADMIN_SECRET),
            ACCOUNT,
            new FalOrigins(address, address, address, List.of("*.fal.media")),
            new FalLimits(Duration.ofSeconds(2), limit, limit, limit, silence, 1000));
    client = new FalClient(settings, Clock.fixed(NOW, ZoneOffset.UTC));
    queue = client.queue();
  }

  URI at(String path) {
    return settings.origins().queue().resolve(path);
  }

  FalRequest request() {
    return FalRequest.byId(KLING, ID);
  }

  void answers(int status, String json) {
    server.enqueue(json(status, json).build());
  }

  void answersHtml(int status) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Content-Type", "text/html")
            .body("<html><body>" + PROMPT + "</body></html>")
            .build());
  }

  static MockResponse.Builder json(int status, String json) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(json);
  }

  RecordedRequest received() throws InterruptedException {
    return server.takeRequest();
  }

  static FalSubmission submission(FalField... more) {
    List<FalField> input = new ArrayList<>(List.of(new FalField.Text("prompt", PROMPT)));
    input.addAll(List.of(more));
    return new FalSubmission(KLING, input, Duration.ofMinutes(10), Duration.ofHours(1), null);
  }

  static FalField.File file(byte[] bytes) {
    return new FalField.File(
        "start_image_url", "image/jpeg", bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  @Override
  public void close() {
    server.close();
  }
}
