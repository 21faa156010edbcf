package io.lethe.bench.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.bench.crash.Wish.Plan;
import io.lethe.dev.sample.SampleFace;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A well-behaved app of one subject. A request that got no answer, or a 5xx, is repeated as it was:
 * an order with its Idempotency-Key, an upload with the same bytes. What is refused is believed.
 */
final class App {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 400;
  private static final String ORDER =
      "{\"model\":\"kling-2.5-turbo-standard\",\"prompt\":\"%s\",\"durationSeconds\":5}";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final byte[] photo = SampleFace.jpeg();
  private final URI api;
  private final String token;
  private final Ambushes ambushes;
  private final Duration patience;

  /**
   * @param patience with one video; a job that is not erased by then is given up, and found by the
   *     inspection
   */
  App(URI api, String token, Ambushes ambushes, Duration patience) {
    this.api = api;
    this.token = token;
    this.ambushes = ambushes;
    this.patience = patience;
  }

  void consent() throws InterruptedException {
    Instant end = Instant.now().plus(patience);
    JsonNode notices =
        json(until(end, () -> request("/v1/privacy/notices").GET()).body()).path("notices");
    for (JsonNode notice : notices) {
      if (notice.path("purpose").asText().equals("AI_PROCESSING")) {
        String hash = "{\"noticeHash\":\"" + notice.path("hash").asText() + "\"}";
        until(end, () -> request("/v1/consents/AI_PROCESSING").PUT(BodyPublishers.ofString(hash)));
      }
    }
  }

  /** Sees one video through to its receipt, whatever is killed meanwhile. */
  void make(Wish wish) throws InterruptedException {
    Instant end = Instant.now().plus(patience);
    try {
      String self = order(wish, end);
      if (wish.plan() != Plan.NEVER_UPLOAD && upload(self, end)) {
        follow(wish, self, end);
      }
      awaitReceipt(self, end);
      wish.end(null);
    } catch (GivenUp given) {
      wish.end(given.getMessage());
    }
  }

  private String order(Wish wish, Instant end) throws InterruptedException {
    String key = UUID.randomUUID().toString();
    String body = ORDER.formatted(wish.prompt());
    while (true) {
      HttpResponse<byte[]> answer =
          until(
              end,
              () ->
                  request("/v1/videos")
                      .header("Idempotency-Key", key)
                      .POST(BodyPublishers.ofString(body)));
      if (answer.statusCode() == 201) {
        JsonNode job = json(answer.body());
        wish.ordered(job.path("id").asText());
        return job.path("links").path("self").asText();
      }
      if (answer.statusCode() != 409) {
        throw new GivenUp("an order was answered " + answer.statusCode());
      }
      // An earlier attempt may still be under way.
      pause(end);
    }
  }

  /** Returns false if the job was erased before the upload was whole. */
  private boolean upload(String self, Instant end) throws InterruptedException {
    while (true) {
      HttpResponse<byte[]> answer =
          until(
              end,
              () ->
                  request(self + "/uploads/photo")
                      .setHeader("Content-Type", "image/jpeg")
                      .PUT(photoPassing(Point.UPLOADING)));
      int status = answer.statusCode();
      if (status == 200 || status == 201) {
        return true;
      }
      if (status == 410) {
        return false;
      }
      if (status != 409 || !problem(answer).equals("order-in-flight")) {
        throw new GivenUp("an upload was answered " + status + " " + problem(answer));
      }
      pause(end);
    }
  }

  private BodyPublisher photoPassing(Point point) {
    return ambushes.isLaid(point)
        ? BodyPublishers.ofInputStream(
            () -> new HalfwayStream(photo, () -> ambushes.spring(point, null)))
        : BodyPublishers.ofByteArray(photo);
  }

  private void follow(Wish wish, String self, Instant end) throws InterruptedException {
    if (wish.plan() == Plan.CANCEL) {
      until(end, () -> request(self).DELETE());
      return;
    }
    String state = await(self, "READY", end);
    if (state.equals("READY") && wish.plan() == Plan.COLLECT) {
      collect(wish, self, end);
    }
  }

  private void collect(Wish wish, String self, Instant end) throws InterruptedException {
    while (!wish.isWhole()) {
      if (Instant.now().isAfter(end)) {
        throw new GivenUp("the video could not be downloaded");
      }
      try {
        HttpResponse<InputStream> answer =
            http.send(request(self + "/content").GET().build(), BodyHandlers.ofInputStream());
        try (InputStream video = answer.body()) {
          if (answer.statusCode() == 410 || answer.statusCode() == 409) {
            return;
          }
          if (answer.statusCode() == 200) {
            read(video, answer.headers().firstValueAsLong("Content-Length").orElseThrow());
            wish.haveWhole();
          }
        }
      } catch (IOException broken) {
        // Downloaded again.
      }
      if (!wish.isWhole()) {
        pause(end);
      }
    }
    until(end, () -> request(self + "/collected").POST(BodyPublishers.noBody()));
  }

  private void read(InputStream video, long length) throws IOException {
    long half = video.readNBytes((int) (length / 2)).length;
    if (ambushes.isLaid(Point.COLLECTING)) {
      ambushes.spring(Point.COLLECTING, null);
    }
    long rest = video.readAllBytes().length;
    if (half + rest != length) {
      throw new IOException("not whole");
    }
  }

  private void awaitReceipt(String self, Instant end) throws InterruptedException {
    await(self, "ERASED", end);
    HttpResponse<byte[]> receipt = until(end, () -> request(self + "/receipt").GET());
    if (receipt.statusCode() != 200) {
      throw new GivenUp("an erased job's receipt was answered " + receipt.statusCode());
    }
  }

  /** Returns the state waited for, or ERASED if that comes first. */
  private String await(String self, String state, Instant end) throws InterruptedException {
    while (true) {
      HttpResponse<byte[]> answer =
          until(end, () -> request(self).header("Prefer", "wait=5").GET());
      if (answer.statusCode() != 200) {
        throw new GivenUp("a job was answered " + answer.statusCode());
      }
      String seen = json(answer.body()).path("state").asText();
      if (seen.equals(state) || seen.equals("ERASED")) {
        return seen;
      }
      if (Instant.now().isAfter(end)) {
        throw new GivenUp("a job stayed " + seen);
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .timeout(ANSWER);
  }

  /** Something that is asked in the same words each time. */
  private interface Question {
    HttpRequest.Builder ask();
  }

  /** Repeats the question until there is an answer that is nobody's trouble. */
  private HttpResponse<byte[]> until(Instant end, Question question) throws InterruptedException {
    while (true) {
      try {
        HttpResponse<byte[]> answer = http.send(question.ask().build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() < 500) {
          return answer;
        }
      } catch (IOException noAnswer) {
        // Asked again.
      }
      pause(end);
    }
  }

  private static void pause(Instant end) throws InterruptedException {
    if (Instant.now().isAfter(end)) {
      throw new GivenUp("nobody answered in time");
    }
    Thread.sleep(PAUSE_MILLIS);
  }

  private static String problem(HttpResponse<byte[]> answer) {
    return json(answer.body()).path("type").asText().replaceFirst(".*/", "");
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException notJson) {
      return JSON.missingNode();
    }
  }

  /** The app's patience is at its end. */
  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1;

    GivenUp(String why) {
      super(why);
    }
  }
}
