package io.lethe.dev.fal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands for {@code *.fal.media}: serves the videos until they expire, whole or in part. */
final class VideoFiles {
  private static final Pattern PATH = Pattern.compile("/files/([0-9a-f-]{36})/output\\.mp4");

  private final RequestFolder folder;
  private final Clock clock;

  VideoFiles(RequestFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  static String path(String video) {
    return "/files/" + video + "/output.mp4";
  }

  void serve(String path, Request request, Response response, Callback callback)
      throws IOException {
    boolean head = HttpMethod.HEAD.is(request.getMethod());
    if (!head && !HttpMethod.GET.is(request.getMethod())) {
      Reply.detail(405, "Method Not Allowed").send(response, callback);
      return;
    }
    if (request.getHeaders().contains(HttpHeader.AUTHORIZATION)) {
      // The key has no business on the CDN: whoever sends it here leaks it.
      Reply.detail(403, "Forbidden").send(response, callback);
      return;
    }
    Matcher name = PATH.matcher(path);
    Optional<Path> video =
        name.matches() ? folder.servable(name.group(1), clock.instant()) : Optional.empty();
    if (video.isEmpty() || !Files.exists(video.get())) {
      Reply.page(404).send(response, callback);
      return;
    }
    send(video.get(), head, request, response, callback);
  }

  private static void send(
      Path video, boolean head, Request request, Response response, Callback callback)
      throws IOException {
    long size = Files.size(video);
    List<String> asked = request.getHeaders().getValuesList(HttpHeader.RANGE);
    List<ByteRange> ranges = asked.isEmpty() ? List.of() : ByteRange.parse(asked, size);
    response.getHeaders().put(HttpHeader.ACCEPT_RANGES, "bytes");
    if (!asked.isEmpty() && ranges.isEmpty()) {
      Reply.page(416)
          .with("Content-Range", ByteRange.toNonSatisfiableHeaderValue(size))
          .send(response, callback);
      return;
    }
    long first = 0;
    long length = size;
    if (ranges.size() == 1) {
      ByteRange range = ranges.get(0);
      first = range.first();
      length = range.getLength();
      response.setStatus(206);
      response.getHeaders().put(HttpHeader.CONTENT_RANGE, range.toHeaderValue(size));
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "video/mp4");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    if (head) {
      callback.succeeded();
      return;
    }
    Content.copy(Content.Source.from(video, first, length), response, callback);
  }
}
