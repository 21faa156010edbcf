package io.lethe.dev.absence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lethe.dev.ExplainedFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An app that tells the API everything it knows about its subject, asked or not: in the token, in
 * headers and in queries. It keeps every answer, to be searched.
 */
final class MarkedApp {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** What was answered to what, without a marker in the question's name. */
  record Answered(String question, byte[] everything) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;
  private final Markers markers;
  private final String[] headers;
  private final List<Answered> answers = new ArrayList<>();
  private String token = "";

  MarkedApp(URI api, Markers markers) {
    this.api = api;
    this.markers = markers;
    this.headers =
        new String[] {
          "Lethe-Device-Id", markers.words("device id", "device-%s"),
          "X-Device-Id", markers.words("device id in a header of others", "device-%s"),
          "X-Forwarded-For", address(markers),
          "User-Agent", markers.words("user agent", "Phone/9 (%s)"),
          "Referer", "https://app.example/" + markers.words("referrer", "%s"),
          "Cookie", "session=" + markers.words("cookie", "%s"),
          "X-Request-Id", markers.words("request id of the app", "%s"),
        };
  }

  /** An IPv6 address in the range for documentation (RFC 3849) that nobody else writes. */
  private static String address(Markers markers) {
    String groups = markers.hexadecimal().replaceAll("(.{4})(?=.)", "$1:");
    // Half of it is kept, encrypted.
    markers.exactly("network of the IP address", "2001:db8:" + groups.substring(0, 4) + "::/48");
    return markers.exactly("IP address", "2001:db8:" + groups);
  }

  /** Signs in somebody whose token says who they are. */
  void signIn(URI identity) {
    Map<String, String> person =
        Map.of(
            "subject", markers.words("subject of the token", "auth0|%s"),
            "email", markers.words("e-mail address", "%s@mail.example"),
            "name", markers.words("display name", "Zoë %s Ångström"));
    JsonNode answer =
        send(
            "token",
            HttpRequest.newBuilder(identity.resolve("/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(person)))
                .timeout(ANSWER)
                .build(),
            false);
    token = answer.path("access_token").asText();
  }

  JsonNode call(String question, String method, String path, BodyPublisher body, String... more) {
    return send(question, request(method, path, body, more), true);
  }

  JsonNode get(String question, String path) {
    return call(question, "GET", path, BodyPublishers.noBody());
  }

  /** Tells who they are, as an account; the answer is theirs alone and may repeat it. */
  void introduce() {
    Map<String, String> person =
        Map.of(
            "email", markers.words("e-mail address of the account", "me.%s@mail.example"),
            "displayName", markers.words("display name of the account", "Åsa %s Öberg"));
    JsonNode me =
        send(
            "account",
            request(
                "PATCH",
                "/v1/me",
                BodyPublishers.ofString(json(person)),
                "Content-Type",
                "application/json"),
            false);
    if (!me.path("displayName").asText().equals(person.get("displayName"))) {
      throw new ExplainedFailure("The account was not taken: " + me.path("title").asText());
    }
  }

  void consent() {
    for (JsonNode notice : get("notices", "/v1/privacy/notices").path("notices")) {
      if (notice.path("purpose").asText().equals("AI_PROCESSING")) {
        call(
            "consent",
            "PUT",
            "/v1/consents/AI_PROCESSING",
            BodyPublishers.ofString(json(Map.of("noticeHash", notice.path("hash").asText()))),
            "Content-Type",
            "application/json");
      }
    }
  }

  /** Orders and uploads; the job's own address. */
  String order(String prompt, byte[] photo) {
    Map<String, Object> order =
        Map.of("model", "kling-2.5-turbo-standard", "prompt", prompt, "durationSeconds", 5);
    JsonNode ordered =
        call(
            "order",
            "POST",
            "/v1/videos",
            BodyPublishers.ofString(json(order)),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            UUID.randomUUID().toString());
    for (JsonNode upload : ordered.path("uploads")) {
      upload(upload.path("href").asText(), photo);
    }
    String self = ordered.path("links").path("self").asText();
    if (self.isEmpty()) {
      throw new ExplainedFailure("An order was refused: " + ordered.path("title").asText());
    }
    return self;
  }

  JsonNode upload(String href, byte[] photo) {
    return call(
        "upload",
        "PUT",
        href + "?name=" + markers.words("name in a query", "%s.jpg"),
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(photo)),
        "Content-Type",
        "image/jpeg",
        "Content-Disposition",
        "attachment; filename=\"" + markers.words("file name", "%s.jpg") + "\"");
  }

  /** The job once it is in one of the states. */
  JsonNode await(String self, Duration patience, String... states) {
    long deadline = System.nanoTime() + patience.toNanos();
    JsonNode video = get("job", self);
    while (!Arrays.asList(states).contains(video.path("state").asText())) {
      if (System.nanoTime() > deadline) {
        throw new ExplainedFailure(
            "A job is %s and did not become %s within %d s."
                .formatted(
                    video.path("state").asText(), Arrays.toString(states), patience.toSeconds()));
      }
      video = call("job", "GET", self, BodyPublishers.noBody(), "Prefer", "wait=1");
    }
    return video;
  }

  byte[] download(String path) {
    try {
      return http.send(request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofByteArray())
          .body();
    } catch (IOException e) {
      throw new ExplainedFailure("The video could not be downloaded.", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Sends what no client library would send, and keeps what is answered. */
  void sendRaw(String question, String request) {
    try (Socket socket = new Socket(api.getHost(), api.getPort())) {
      socket.setSoTimeout((int) ANSWER.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      keep(question, socket.getInputStream().readAllBytes());
    } catch (IOException closed) {
      // To be hung up on is an answer, too.
    }
  }

  List<Answered> answers() {
    return List.copyOf(answers);
  }

  private HttpRequest request(String method, String path, BodyPublisher body, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path))
            .method(method, body)
            .header("Authorization", "Bearer " + token)
            .timeout(ANSWER);
    // What the caller says goes before what is said always.
    List<String> said = Arrays.asList(more);
    for (int i = 0; i < headers.length; i += 2) {
      if (!said.contains(headers[i])) {
        request.header(headers[i], headers[i + 1]);
      }
    }
    if (more.length > 0) {
      request.headers(more);
    }
    return request.build();
  }

  private JsonNode send(String question, HttpRequest request, boolean kept) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (kept) {
        String everything =
            response.statusCode() + " " + response.headers().map() + "\n" + response.body();
        keep(question + " " + response.statusCode(), everything.getBytes(StandardCharsets.UTF_8));
      }
      return response.body().startsWith("{")
          ? JSON.readTree(response.body())
          : MissingNode.getInstance();
    } catch (IOException e) {
      throw new ExplainedFailure("The API did not answer to: " + question + ".", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void keep(String question, byte[] everything) {
    answers.add(new Answered(question, everything));
  }

  private static ExplainedFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ExplainedFailure("Interrupted.", e);
  }

  private static String json(Map<String, ?> members) {
    try {
      return JSON.writeValueAsString(members);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
