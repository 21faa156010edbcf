package io.lethe.dev.absence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.dev.ExplainedFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What left the building: every request that the simulated fal.ai got, with all its headers and its
 * whole body, as it noted them in its own folder.
 */
final class SentToFal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> HEADERS =
      Set.of(
          "accept",
          "accept-encoding",
          "authorization",
          "connection",
          "content-length",
          "content-type",
          "host",
          // Of a deletion: the number of the request there.
          "idempotency-key",
          "range",
          "user-agent",
          "x-app-fal-disable-fallback",
          "x-fal-no-retry",
          "x-fal-object-lifecycle-preference",
          "x-fal-request-start-timeout",
          "x-fal-request-timeout",
          "x-fal-store-io");

  /** The photo's field has another name from model to model. */
  private static final Set<String> FIELDS =
      Set.of("prompt", "duration", "image_url", "start_image_url", "generate_audio");

  private static final String INLINE = "data:image/jpeg;base64,";

  private final Path folder;

  SentToFal(Path folder) {
    this.folder = folder;
  }

  /** One request, as it was noted. */
  record Sent(String file, JsonNode request, byte[] body) {
    boolean isSubmission() {
      return request.path("method").asText().equals("POST")
          && request.path("target").asText().startsWith("/fal-ai/");
    }
  }

  List<Sent> all() {
    Path received = folder.resolve("received");
    if (!Files.isDirectory(received)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(received)) {
      List<Sent> all = new ArrayList<>();
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        JsonNode request = JSON.readTree(file.toFile());
        all.add(
            new Sent(
                String.valueOf(file.getFileName()),
                request,
                Base64.getDecoder().decode(request.path("body").asText())));
      }
      return all;
    } catch (IOException e) {
      throw new ExplainedFailure("What the simulated fal.ai noted can't be read.", e);
    }
  }

  /** The sanitised photo, as soon as one was sent. */
  Stream<byte[]> photos() {
    return all().stream().filter(Sent::isSubmission).map(SentToFal::photo);
  }

  /** The videos that were made of it. */
  List<Path> videos() {
    Path videos = folder.resolve("videos");
    if (!Files.isDirectory(videos)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(videos)) {
      return files.filter(one -> one.toString().endsWith(".mp4")).toList();
    } catch (IOException e) {
      throw new ExplainedFailure("The folder of the simulated fal.ai can't be read.", e);
    }
  }

  /**
   * Says what was sent beyond the sanitised file, the prompt, the model's parameters and the known
   * headers.
   *
   * @param others finds every marker but those of prompts and of the sanitised photo
   */
  List<String> excess(ByteSearch others) throws IOException {
    List<String> excess = new ArrayList<>();
    for (Sent sent : all()) {
      Set<String> headers = new TreeSet<>();
      sent.request().path("headers").fieldNames().forEachRemaining(headers::add);
      headers.removeAll(HEADERS);
      headers.forEach(header -> excess.add("header " + header + " in " + sent.file()));
      search(
          others, sent.request().path("headers").toString(), "headers of " + sent.file(), excess);
      search(others, sent.request().path("target").asText(), "address of " + sent.file(), excess);
      if (sent.isSubmission()) {
        submission(sent, others, excess);
      } else if (sent.body().length > 0) {
        search(others, new String(sent.body(), StandardCharsets.UTF_8), sent.file(), excess);
      }
    }
    return excess;
  }

  private static void submission(Sent sent, ByteSearch others, List<String> excess)
      throws IOException {
    Set<String> fields = new TreeSet<>();
    JSON.readTree(sent.body()).fieldNames().forEachRemaining(fields::add);
    fields.removeAll(FIELDS);
    fields.forEach(field -> excess.add("field " + field + " in " + sent.file()));
    search(others, sent.body(), sent.file(), excess);
    byte[] photo = photo(sent);
    search(others, photo, "photo in " + sent.file(), excess);
    if (!JpegSegments.harmless(photo)) {
      excess.add("metadata in the photo in " + sent.file());
    }
  }

  private static byte[] photo(Sent sent) {
    try {
      JsonNode input = JSON.readTree(sent.body());
      String inline = input.path("image_url").asText(input.path("start_image_url").asText(""));
      if (!inline.startsWith(INLINE)) {
        throw new ExplainedFailure("The photo that was sent is not an inline JPEG.");
      }
      return Base64.getDecoder().decode(inline.substring(INLINE.length()));
    } catch (IOException e) {
      throw new ExplainedFailure("What was sent is not JSON.", e);
    }
  }

  private static void search(ByteSearch others, String text, String where, List<String> excess)
      throws IOException {
    search(others, text.getBytes(StandardCharsets.UTF_8), where, excess);
  }

  private static void search(ByteSearch others, byte[] bytes, String where, List<String> excess)
      throws IOException {
    others
        .in(new ByteArrayInputStream(bytes))
        .found()
        .forEach(needle -> excess.add(needle + " in " + where));
  }
}
