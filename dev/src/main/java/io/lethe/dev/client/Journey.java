package io.lethe.dev.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.ExplainedFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The path of one photo, as an app goes it: order, upload, wait, download, collected, receipt. */
public final class Journey {
  private static final String PURPOSE = "AI_PROCESSING";
  private static final Set<String> BEFORE_READY =
      Set.of("AWAITING_UPLOAD", "PREPARING", "RENDERING");
  private static final Set<String> BEFORE_ERASED = Set.of("READY", "ERASING");

  /** The progress is told about once a second even if nothing changes. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /** Longer than the API waits for a rendering. */
  private static final Duration PATIENCE = Duration.ofMinutes(45);

  private final LetheClient client;
  private final InstantSource clock;

  public Journey(LetheClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** What came of it. */
  public record Made(String job, Path video, JsonNode signedReceipt) {}

  /** Consents to the notice in force and returns it. */
  public JsonNode consent() {
    JsonNode notice = client.notice(PURPOSE);
    client.consent(notice);
    return notice;
  }

  /**
   * Makes a video and returns once it is saved and everything else is erased.
   *
   * @param target where to save the video, by the job's id
   * @param progress told the video as the API shows it, at least once a second
   * @throws ExplainedFailure if the job ended without a video, with its own reason
   */
  public Made make(
      VideoWish wish, Uploads files, Function<String, Path> target, Consumer<JsonNode> progress) {
    JsonNode ordered = client.order(wish);
    progress.accept(ordered);
    String job = ordered.path("id").asText();
    int pictures = 0;
    for (JsonNode upload : ordered.path("uploads")) {
      String role = upload.path("role").asText();
      boolean first = role.equals("clip") || files.isMeant(role);
      Photo file = files.next(role, first ? 0 : pictures++);
      client.upload(upload.path("href").asText(), file);
    }
    JsonNode ready = waitWhile(BEFORE_READY, ordered, progress);
    Path video = target.apply(job);
    client.download(contentOf(ready), video);
    client.collected(self(ready));
    JsonNode erased = waitWhile(BEFORE_ERASED, ready, progress);
    return new Made(job, video, client.get(erased.path("links").path("receipt").asText()));
  }

  private JsonNode waitWhile(Set<String> states, JsonNode known, Consumer<JsonNode> progress) {
    Instant end = clock.instant().plus(PATIENCE);
    JsonNode video = client.get(self(known));
    progress.accept(video);
    while (states.contains(video.path("state").asText())) {
      if (clock.instant().isAfter(end)) {
        throw new ExplainedFailure(
            "The job is still %s after %d minutes; it can be asked for at %s."
                .formatted(video.path("state").asText(), PATIENCE.toMinutes(), self(video)));
      }
      video = client.videoAfter(video, ASK_AGAIN);
      progress.accept(video);
    }
    return video;
  }

  private static String contentOf(JsonNode video) {
    String content = video.path("links").path("content").asText();
    if (content.isEmpty()) {
      throw new ExplainedFailure("There is no video: " + video.path("why").asText());
    }
    return content;
  }

  private static String self(JsonNode video) {
    return video.path("links").path("self").asText();
  }
}
