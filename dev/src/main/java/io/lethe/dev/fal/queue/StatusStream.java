package io.lethe.dev.fal.queue;

import io.lethe.dev.fal.wire.Exchange;
import io.lethe.dev.fal.wire.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/** Tells each change of a request's status as an event (text/event-stream), until it is over. */
public final class StatusStream {
  /** A sign of life for whoever listens. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final RequestFolder folder;
  private final AskDesk asks;

  public StatusStream(RequestFolder folder, AskDesk asks) {
    this.folder = folder;
    this.asks = asks;
  }

  public void follow(String app, String id, Exchange exchange) throws IOException {
    Optional<SimulatedRequest> request = folder.find(id);
    if (request.filter(found -> found.app().equals(app)).isEmpty()) {
      exchange.answer(Reply.detail(404, "Request not found"));
      return;
    }
    exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    try (OutputStream out = Content.Sink.asOutputStream(exchange.response())) {
      while (tell(app, id, out)) {
        SimulatedRequest.Stage told = folder.find(id).orElseThrow().stage();
        var unused =
            folder.await(() -> folder.find(id).map(now -> now.stage() != told).orElse(true), PAUSE);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    exchange.callback().succeeded();
  }

  /** Returns whether more is to come. */
  private boolean tell(String app, String id, OutputStream out) throws IOException {
    boolean over = folder.find(id).map(SimulatedRequest::over).orElse(true);
    String status = new String(asks.status(app, id, false).body(), StandardCharsets.UTF_8);
    out.write(("data: " + status + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    return !over;
  }
}
