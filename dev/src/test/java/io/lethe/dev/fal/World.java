package io.lethe.dev.fal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import io.lethe.dev.sample.SampleFace;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A simulated fal.ai of a test's own, and whoever speaks to it over the wire, byte by byte. */
final class World implements AutoCloseable {
  static final String ENDPOINT = "fal-ai/kling-video/v2.5-turbo/standard/image-to-video";
  static final String KEY = "a-key";
  static final String ADMIN_KEY = "an-admin-key";
  static final String ACCOUNT = "an-account";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;
  private final Clock clock;
  private final HttpClient http = HttpClient.newBuilder().followRedirects(Redirect.NEVER).build();
  private SimulatedFal fal;

  World(Path folder, Clock clock) throws IOException {
    this.folder = folder;
    this.clock = clock;
    start(quick());
  }

  /** No latency and nothing rendered. */
  static SimulatedFalKnobs quick() {
    return SimulatedFalKnobs.calm().withRenderNothing();
  }

  private void start(SimulatedFalKnobs knobs) throws IOException {
    fal =
        SimulatedFal.start(
            new SimulatedFalSettings(
                0,
                KEY,
                ADMIN_KEY,
                ACCOUNT,
                folder.resolve("fal"),
                Path.of("../var/tools").toAbsolutePath().normalize(),
                true,
                knobs,
                clock));
  }

  /** The folder stays; the port may be another. */
  void restart() throws Exception {
    SimulatedFalKnobs knobs = fal.knobs();
    fal.close();
    start(knobs);
  }

  SimulatedFal fal() {
    return fal;
  }

  void turn(SimulatedFalKnobs knobs) {
    fal.turn(knobs);
  }

  void idle() throws Exception {
    fal.awaitIdle(Duration.ofSeconds(60));
  }

  /** An answer as it came. */
  record Answer(int status, Map<String, String> headers, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return MAPPER.readTree(bytes);
      } catch (IOException none) {
        throw new AssertionError("not JSON: " + text(), none);
      }
    }
  }

  Answer call(String method, String path, String authorization, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(fal.baseUri().resolve(path))
            .timeout(Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    Map<String, String> first = new HashMap<>();
    answer.headers().map().forEach((name, values) -> first.put(name, values.get(0)));
    return new Answer(answer.statusCode(), first, answer.body());
  }

  Answer get(String path) throws IOException, InterruptedException {
    return call("GET", path, "Key " + KEY, "");
  }

  /** A photo, inline. */
  static String photo() {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(SampleFace.jpeg());
  }

  /** The input of {@link #ENDPOINT}. */
  static String input(String image) {
    return MAPPER
        .createObjectNode()
        .put("prompt", "A smile")
        .put("image_url", image)
        .put("duration", "5")
        .toString();
  }

  Answer submit(String query, String... headers) throws IOException, InterruptedException {
    return call("POST", "/" + ENDPOINT + query, "Key " + KEY, input(photo()), headers);
  }

  /** The id of a submit that was accepted. */
  String accepted(String query, String... headers) throws IOException, InterruptedException {
    Answer answer = submit(query, headers);
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.text());
    }
    return answer.json().path("request_id").asText();
  }

  static String webhook(URI receiver) {
    return "?fal_webhook=" + URLEncoder.encode(receiver.toString(), StandardCharsets.UTF_8);
  }

  Answer status(String id) throws IOException, InterruptedException {
    return get("/fal-ai/kling-video/requests/" + id + "/status");
  }

  Answer result(String id) throws IOException, InterruptedException {
    return get("/fal-ai/kling-video/requests/" + id);
  }

  /** The path of the video of a request that ended well. */
  String video(String id) throws IOException, InterruptedException {
    return URI.create(result(id).json().at("/video/url").asText()).getPath();
  }

  @Override
  public void close() throws Exception {
    fal.close();
  }
}
