package io.lethe.dev.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an app does with Lethe's API, call by call, for one subject. A problem that the API reports
 * becomes an {@link ExplainedFailure} with the problem's own words.
 */
public final class LetheClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final URI api;
  private final String token;

  private LetheClient(URI api, String token) {
    this.api = api;
    this.token = token;
  }

  /** Gets a token from the development identity provider for this subject. */
  public static LetheClient forSubject(URI api, URI identity, String subject) {
    return with(api, identity, Map.of("subject", subject));
  }

  /** The same for somebody who looks after the system. */
  public static LetheClient forOperator(URI api, URI identity, String name) {
    return with(api, identity, Map.of("subject", name, "roles", "operator"));
  }

  private static LetheClient with(URI api, URI identity, Map<String, Object> asked) {
    LetheClient nobody = new LetheClient(api, "");
    HttpRequest request =
        HttpRequest.newBuilder(identity.resolve("/token"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json(asked)))
            .timeout(ANSWER)
            .build();
    return new LetheClient(api, nobody.answer(request).path("access_token").asText());
  }

  /** The notice that is in force for a purpose. */
  public JsonNode notice(String purpose) {
    for (JsonNode notice : get("/v1/privacy/notices").path("notices")) {
      if (notice.path("purpose").asText().equals(purpose)) {
        return notice;
      }
    }
    throw new ExplainedFailure("The API has no notice for " + purpose + ".");
  }

  /** Consents to exactly this notice, by repeating its hash. */
  public JsonNode consent(JsonNode notice) {
    Map<String, Object> consent = Map.of("noticeHash", notice.path("hash").asText());
    return answer(
        request("/v1/consents/" + notice.path("purpose").asText())
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json(consent)))
            .build());
  }

  /** Whether a model can be told how long the video is to be; true for one that is not known. */
  public boolean takesDuration(String model) {
    for (JsonNode one : get("/v1/models").path("models")) {
      if (one.path("id").asText().equals(model)) {
        return one.has("durationsSeconds");
      }
    }
    return true;
  }

  /** Orders a video. Sent twice with the same key it is one order. */
  public JsonNode order(VideoWish wish) {
    Map<String, Object> order = new HashMap<>(Map.of("model", wish.model()));
    order.put("prompt", wish.prompt());
    if (wish.durationSeconds() != null) {
      order.put("durationSeconds", wish.durationSeconds());
    }
    if (!wish.parameters().isEmpty()) {
      order.put("parameters", wish.parameters());
    }
    if (!wish.uploads().isEmpty()) {
      order.put("uploads", wish.uploads());
    }
    return answer(
        request("/v1/videos")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(json(order)))
            .build());
  }

  /**
   * @param href where the order's answer said to upload
   */
  public JsonNode upload(String href, Photo photo) {
    return answer(
        request(href)
            .header("Content-Type", photo.mediaType())
            .PUT(BodyPublishers.ofByteArray(photo.bytes()))
            .build());
  }

  /** Answers as soon as the video's state is another than this one, or after the wait. */
  public JsonNode videoAfter(JsonNode known, Duration wait) {
    HttpResponse<String> response =
        send(
            request(known.path("links").path("self").asText())
                .header("Prefer", "wait=" + wait.toSeconds())
                .header("If-None-Match", known.path("etag").asText("*"))
                .GET()
                .build(),
            BodyHandlers.ofString());
    return response.statusCode() == 304 ? known : parsed(response);
  }

  /** Downloads to a file that appears only when it is whole. */
  public void download(String href, Path target) {
    Path folder = target.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "download", ".part");
      try {
        HttpResponse<Path> response = send(request(href).GET().build(), BodyHandlers.ofFile(part));
        if (response.statusCode() != 200) {
          throw problem(response.statusCode(), Files.readString(part));
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new ExplainedFailure(
          "The video could not be saved as %s: %s.".formatted(target, e.getMessage()), e);
    }
  }

  /** Names an address; a link is mailed to it that confirms it. */
  public void giveEmail(String address) {
    answer(
        request("/v1/me")
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", BodyPublishers.ofString(json(Map.of("email", address))))
            .build());
  }

  /** Presses the button on the page that a mailed link leads to. */
  public void press(String link) {
    HttpResponse<String> page =
        send(request(link).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    if (page.statusCode() != 200) {
      throw problem(page.statusCode(), page.body());
    }
  }

  /** Orders promotional mail for everyone who agreed. Repeating it changes nothing. */
  public JsonNode campaign(UUID number, String title, String text) {
    return answer(
        request("/v1/campaigns/" + number)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json(Map.of("title", title, "text", text))))
            .build());
  }

  public void collected(String self) {
    answer(request(self + "/collected").POST(BodyPublishers.noBody()).build());
  }

  /** Reads whatever an address that the API gave answers; JSON. */
  public JsonNode get(String path) {
    return answer(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path))
        .header("Authorization", "Bearer " + token)
        .timeout(ANSWER);
  }

  private JsonNode answer(HttpRequest request) {
    return parsed(send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new ExplainedFailure(
          "No answer from %s: is the system still running?".formatted(request.uri().getAuthority()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExplainedFailure("Interrupted.", e);
    }
  }

  private static JsonNode parsed(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw problem(response.statusCode(), response.body());
    }
    try {
      JsonNode body = JSON.readTree(response.body());
      String etag = response.headers().firstValue("ETag").orElse(null);
      return etag == null ? body : withTag(body, etag);
    } catch (IOException e) {
      throw new ExplainedFailure("The answer is not JSON.", e);
    }
  }

  private static JsonNode withTag(JsonNode body, String etag) {
    return body instanceof ObjectNode object ? object.put("etag", etag) : body;
  }

  private static ExplainedFailure problem(int status, @Nullable String body) {
    try {
      JsonNode problem = JSON.readTree(body == null ? "" : body);
      String title = problem.path("title").asText("");
      if (!title.isEmpty()) {
        JsonNode limits = problem.path("limits");
        return new ExplainedFailure(
            "The API refused (%d): %s. %s %s"
                .formatted(
                    status,
                    title,
                    problem.path("detail").asText(""),
                    limits.isMissingNode() ? "" : "It takes: " + words(limits) + ".")
                .strip());
      }
    } catch (IOException notJson) {
      // The status has to do.
    }
    return new ExplainedFailure("The API answered with status " + status + ".");
  }

  /** {@code {"durationSeconds":[5,10]}} as {@code durationSeconds 5, 10}. */
  private static String words(JsonNode limits) {
    return limits.toString().replaceAll("[\\[\\]{}\"]", "").replace(",", ", ").replace(":", " ");
  }

  private static String json(Map<String, Object> members) {
    try {
      return JSON.writeValueAsString(members);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
