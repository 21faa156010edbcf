package io.lethe.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A client with a token, or without. Every answer it gets is held against the API's description: an
 * undocumented status or a body of another form fails the test.
 */
public final class Caller {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Ordered where nothing else matters. */
  public static final String ORDER =
      "{\"model\":\"kling-2.5-turbo-standard\",\"prompt\":\"smile\",\"durationSeconds\":5}";

  private final URI address;
  private final @Nullable String token;
  private final ApiDescription description;

  Caller(URI address, @Nullable String token, ApiDescription description) {
    this.address = address;
    this.token = token;
    this.description = description;
  }

  /** Headers alternate names and values. */
  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public CompletableFuture<Answer> getLater(String path, String... headers) {
    return CLIENT
        .sendAsync(
            request("GET", path, BodyPublishers.noBody(), headers), BodyHandlers.ofByteArray())
        .thenApply(answer -> checked("GET", path, answer));
  }

  public Answer head(String path, String... headers) {
    return send("HEAD", path, BodyPublishers.noBody(), headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, String json, String... headers) {
    return send(
        "POST",
        path,
        BodyPublishers.ofString(json),
        with(headers, "Content-Type", "application/json"));
  }

  public Answer patch(String path, String json, String... headers) {
    return send(
        "PATCH",
        path,
        BodyPublishers.ofString(json),
        with(headers, "Content-Type", "application/merge-patch+json"));
  }

  public Answer put(String path, String json, String... headers) {
    return send(
        "PUT",
        path,
        BodyPublishers.ofString(json),
        with(headers, "Content-Type", "application/json"));
  }

  public Answer send(String method, String path, BodyPublisher body, String... headers) {
    try {
      HttpResponse<byte[]> answer =
          CLIENT.send(request(method, path, body, headers), BodyHandlers.ofByteArray());
      return checked(method, path, answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(Duration.ofSeconds(90))
            .method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private Answer checked(String method, String path, HttpResponse<byte[]> answer) {
    Answer seen = new Answer(answer.statusCode(), answer.headers(), answer.body());
    description.requireDescribed(method, path, seen);
    return seen;
  }

  private static String[] with(String[] headers, String name, String value) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = name;
    all[headers.length + 1] = value;
    return all;
  }

  public Answer consent() {
    String hash = "";
    for (var notice : get("/v1/privacy/notices").json().get("notices")) {
      if (notice.get("purpose").asText().equals("AI_PROCESSING")) {
        hash = notice.get("hash").asText();
      }
    }
    return put("/v1/consents/AI_PROCESSING", "{\"noticeHash\":\"" + hash + "\"}");
  }

  /** Orders a video; the answer is the job. */
  public Answer order() {
    return post("/v1/videos", ORDER);
  }

  /** Orders a video; its address. */
  public String orderedAddress() {
    return orderedAddress(ORDER);
  }

  public String orderedAddress(String order) {
    return post("/v1/videos", order).header("Location");
  }

  public Answer upload(String video, String type, byte[] photo) {
    return upload(video, "photo", type, photo);
  }

  public Answer upload(String video, String role, String type, byte[] file) {
    return send(
        "PUT", video + "/uploads/" + role, BodyPublishers.ofByteArray(file), "Content-Type", type);
  }
}
