package io.lethe.dev.fal.render;

import io.lethe.dev.fal.knob.LiveKnobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Fetches an input by its address while the job is worked on, as a runner does: without any header
 * of the caller's, so the address alone has to open it.
 */
public final class InputFetch {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Kling takes clips of up to 200 MB. */
  private static final long LARGEST = 200L << 20;

  private static final int PIECE = 1 << 16;

  private final LiveKnobs knobs;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(Redirect.NORMAL)
          .build();

  public InputFetch(LiveKnobs knobs) {
    this.knobs = knobs;
  }

  /**
   * Fetches it.
   *
   * @return the content type that it came with
   */
  String fetch(URI address, String field, Path target) throws InterruptedException, NotRendered {
    try {
      return switch (knobs.now().files().fetch()) {
        case GET -> whole(address, field, target);
        case HEAD_FIRST -> {
          check(
              send(HttpRequest.newBuilder(address).method("HEAD", BodyPublishers.noBody()), field),
              field,
              address);
          yield whole(address, field, target);
        }
        case RANGES -> pieces(address, field, target);
        case TWICE -> {
          var unused = whole(address, field, target);
          yield whole(address, field, target);
        }
      };
    } catch (IOException broken) {
      throw notDownloaded(field, address);
    }
  }

  private String whole(URI address, String field, Path target)
      throws IOException, InterruptedException, NotRendered {
    HttpResponse<InputStream> answer = send(HttpRequest.newBuilder(address).GET(), field);
    try (InputStream in = answer.body();
        OutputStream out = Files.newOutputStream(target)) {
      check(answer, field, address);
      copy(in, out, field, address);
    }
    return contentType(answer);
  }

  private String pieces(URI address, String field, Path target)
      throws IOException, InterruptedException, NotRendered {
    String type = "";
    try (OutputStream out = Files.newOutputStream(target)) {
      for (long at = 0; ; at += PIECE) {
        HttpResponse<InputStream> answer =
            send(
                HttpRequest.newBuilder(address)
                    .header("Range", "bytes=%d-%d".formatted(at, at + PIECE - 1)),
                field);
        try (InputStream in = answer.body()) {
          if (answer.statusCode() == 416 && at > 0) {
            return type;
          }
          check(answer, field, address);
          long taken = copy(in, out, field, address);
          type = contentType(answer);
          if (answer.statusCode() == 200 || taken < PIECE) {
            return type;
          }
        }
      }
    }
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request, String field)
      throws IOException, InterruptedException, NotRendered {
    return http.send(request.timeout(LONGEST).build(), BodyHandlers.ofInputStream());
  }

  private static void check(HttpResponse<?> answer, String field, URI address) throws NotRendered {
    if (answer.statusCode() / 100 != 2) {
      throw notDownloaded(field, address);
    }
  }

  private static long copy(InputStream in, OutputStream out, String field, URI address)
      throws IOException, NotRendered {
    byte[] buffer = new byte[PIECE];
    long taken = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      taken += read;
      if (taken > LARGEST) {
        throw new NotRendered(
            "file_too_large", "File size exceeds the maximum", field, address.toString());
      }
      out.write(buffer, 0, read);
    }
    return taken;
  }

  private static String contentType(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("application/octet-stream");
  }

  private static NotRendered notDownloaded(String field, URI address) {
    return new NotRendered(
        "file_download_error",
        "Failed to download the file. Please check if the URL is accessible.",
        field,
        address.toString());
  }
}
