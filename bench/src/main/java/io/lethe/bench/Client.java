package io.lethe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.dev.sample.SampleFace;
import io.lethe.dev.system.DevelopmentSystem;
import io.lethe.dev.system.Port;
import io.lethe.dev.system.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An app's client for one subject, without anything that would cost time of its own. */
final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REPEATS = 10;
  private static final String ORDER =
      "{\"model\":\"kling-2.5-turbo-standard\",\"prompt\":\"A smile\",\"durationSeconds\":5}";

  private static final byte[] PHOTO = SampleFace.jpeg();

  private final HttpClient http;
  private final URI api;
  private final URI fal;
  private final String token;

  private Client(HttpClient http, URI api, URI fal, String token) {
    this.http = http;
    this.api = api;
    this.fal = fal;
    this.token = token;
  }

  /**
   * With a token, and with consent given.
   *
   * @param http of this client and of others
   */
  static Client of(DevelopmentSystem system, Ports ports, HttpClient http, String subject)
      throws Exception {
    URI identity = system.addresses().identity();
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(identity.resolve("/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("subject=" + subject))
                .build(),
            BodyHandlers.ofByteArray());
    Client client =
        new Client(
            http,
            system.addresses().api(),
            URI.create(ports.url(Port.SIMULATED_FAL)),
            JSON.readTree(answer.body()).path("access_token").asText());
    client.consent();
    return client;
  }

  private void consent() throws Exception {
    JsonNode notices = get("/v1/privacy/notices").path("notices");
    for (JsonNode notice : notices) {
      if (notice.path("purpose").asText().equals("AI_PROCESSING")) {
        send(
            request("/v1/consents/AI_PROCESSING", "application/json")
                .PUT(
                    BodyPublishers.ofString(
                        "{\"noticeHash\":\"" + notice.path("hash").asText() + "\"}")));
      }
    }
  }

  /** The provider answers at once, with a tiny video: what is measured is ours. */
  void renderNothing() throws Exception {
    String knobs =
        "{\"queueLatency\":\"PT0S\",\"renderLatency\":\"PT0S\",\"concurrency\":64,"
            + "\"queueLengthLimit\":0,\"renderNothing\":true,\"retryAfter\":\"PT2S\",\"nextFailures\":[]}";
    HttpRequest request =
        HttpRequest.newBuilder(fal.resolve("/_sim/knobs"))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(knobs))
            .build();
    if (http.send(request, BodyHandlers.discarding()).statusCode() / 100 != 2) {
      throw new IOException("the simulated fal.ai did not take the knobs");
    }
  }

  CompletableFuture<HttpResponse<byte[]>> orderLater() {
    return http.sendAsync(order().build(), BodyHandlers.ofByteArray());
  }

  /** The job's address. */
  String orderVideo() throws Exception {
    return send(order()).path("links").path("self").asText();
  }

  void upload(String video) throws Exception {
    send(request(video + "/uploads/photo", "image/jpeg").PUT(BodyPublishers.ofByteArray(PHOTO)));
  }

  void collected(String video) throws Exception {
    send(request(video + "/collected", "application/json").POST(BodyPublishers.noBody()));
  }

  void await(String video, String state) throws Exception {
    JsonNode seen = get(video);
    while (!seen.path("state").asText().equals(state)) {
      if (seen.path("state").asText().equals("ERASED")) {
        throw new IOException("ended as " + seen.path("outcome") + " " + seen.path("reason"));
      }
      seen = send(request(video, "application/json").header("Prefer", "wait=20").GET());
    }
  }

  private HttpRequest.Builder order() {
    BodyPublisher body = BodyPublishers.ofString(ORDER);
    return request("/v1/videos", "application/json").POST(body);
  }

  private JsonNode get(String path) throws Exception {
    return send(request(path, "application/json").GET());
  }

  private HttpRequest.Builder request(String path, String type) {
    return HttpRequest.newBuilder(api.resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", type);
  }

  private JsonNode send(HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    for (int i = 0; answer.statusCode() == 503 && i < REPEATS; i++) {
      // As an app does: the time it costs is measured with the rest.
      TimeUnit.SECONDS.sleep(answer.headers().firstValueAsLong("Retry-After").orElse(1));
      answer = http.send(request.build(), BodyHandlers.ofByteArray());
    }
    if (answer.statusCode() >= 400) {
      throw new IOException("answered " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }
}
