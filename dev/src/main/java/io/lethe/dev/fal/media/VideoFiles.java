package io.lethe.dev.fal.media;

import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.queue.RequestFolder;
import io.lethe.dev.fal.queue.SimulatedRequest;
import io.lethe.dev.fal.seen.Reception;
import io.lethe.dev.fal.wire.Call;
import io.lethe.dev.fal.wire.Exchange;
import io.lethe.dev.fal.wire.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/**
 * Stands for {@code *.fal.media}: serves the videos until they expire or are deleted, whole or in
 * part, the restricted ones to holders of a token only.
 */
public final class VideoFiles {
  private static final Pattern PATH = Pattern.compile("/files/([0-9a-f-]{36})/output\\.mp4");

  private final RequestFolder folder;
  private final CdnTokens tokens;
  private final LiveKnobs knobs;
  private final Reception reception;
  private final Clock clock;

  public VideoFiles(
      RequestFolder folder, CdnTokens tokens, LiveKnobs knobs, Reception reception, Clock clock) {
    this.folder = folder;
    this.tokens = tokens;
    this.knobs = knobs;
    this.reception = reception;
    this.clock = clock;
  }

  public static String path(String video) {
    return "/files/" + video + "/output.mp4";
  }

  public void serve(String path, Exchange exchange) throws IOException {
    if (!exchange.isHead() && !HttpMethod.GET.is(exchange.request().getMethod())) {
      exchange.answer(Reply.detail(405, "Method Not Allowed"));
      return;
    }
    Matcher name = PATH.matcher(path);
    SimulatedRequest owner = name.matches() ? folder.ownerOf(name.group(1)).orElse(null) : null;
    Optional<Path> video =
        Optional.ofNullable(owner)
            .flatMap(request -> request.video(clock.instant(), knobs.now()))
            .map(folder::video)
            .filter(Files::exists);
    if (owner == null || video.isEmpty()) {
      exchange.answer(Reply.page(404));
      return;
    }
    String authorization =
        Optional.ofNullable(exchange.request().getHeaders().get(HttpHeader.AUTHORIZATION))
            .orElse("");
    if (!mayRead(owner, authorization)) {
      exchange.answer(Reply.detail(403, "Forbidden"));
      return;
    }
    Optional<SimulatedFailure> failure = knobs.takeSpoiling(Call.FILE);
    if (failure.isPresent()) {
      Reply whole = new Reply(200, "video/mp4", Files.readAllBytes(video.get()), Map.of());
      exchange.answer(whole, failure.get().spoil(), knobs);
      return;
    }
    send(video.get(), exchange);
  }

  private boolean mayRead(SimulatedRequest owner, String authorization) {
    if (authorization.startsWith("Key ")) {
      // The key has no business on the CDN: whoever sends it here leaks it.
      reception.happened(owner.id(), "THE KEY CAME TO THE FILE SERVER");
      return false;
    }
    boolean restricted = owner.terms().forbidden() && knobs.now().files().restricts();
    boolean open = authorization.isEmpty() ? !restricted : tokens.opens(authorization);
    reception.happened(
        owner.id(),
        (open ? "video fetched" : "video refused")
            + (authorization.isEmpty() ? " without a token" : " with a token"));
    return open;
  }

  private static void send(Path video, Exchange exchange) throws IOException {
    Response response = exchange.response();
    long size = Files.size(video);
    List<String> asked = exchange.request().getHeaders().getValuesList(HttpHeader.RANGE);
    List<ByteRange> ranges = asked.isEmpty() ? List.of() : ByteRange.parse(asked, size);
    response.getHeaders().put(HttpHeader.ACCEPT_RANGES, "bytes");
    if (!asked.isEmpty() && ranges.isEmpty()) {
      exchange.answer(
          Reply.page(416).with("Content-Range", ByteRange.toNonSatisfiableHeaderValue(size)));
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
    if (exchange.isHead()) {
      exchange.callback().succeeded();
      return;
    }
    Content.copy(Content.Source.from(video, first, length), response, exchange.callback());
  }
}
