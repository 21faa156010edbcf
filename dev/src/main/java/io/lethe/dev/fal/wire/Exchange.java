package io.lethe.dev.fal.wire;

import io.lethe.dev.fal.knob.LiveKnobs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A call and its answer, which may be spoiled on its way. */
public record Exchange(Request request, Response response, Callback callback) {
  private static final long TEN_GIGABYTES = 10L << 30;

  public boolean isHead() {
    return HttpMethod.HEAD.is(request.getMethod());
  }

  public void answer(Reply reply) {
    head(reply);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    if (isHead()) {
      callback.succeeded();
    } else {
      response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }
  }

  /** Answers, and lets go wrong what is to go wrong. */
  public void answer(Reply reply, Spoil spoil, LiveKnobs knobs) throws IOException {
    switch (spoil) {
      case PAGE_503 -> answer(Reply.page(503));
      case PAGE_200 -> answer(Reply.page(200));
      case RATE_LIMITED -> answer(tooMany(knobs.now().retryAfter()));
      case REDIRECT ->
          answer(Reply.page(307).with("Location", "https://elsewhere.invalid/somewhere"));
      case CLOSED -> close();
      case CUT -> cut(reply);
      case SLOW -> trickle(reply, knobs.now().files().slowPause());
      case ENDLESS -> flood(reply);
    }
  }

  /** 429, and when to come again. */
  public static Reply tooMany(Duration retryAfter) {
    return Reply.detail(429, "Too many requests")
        .with("Retry-After", Long.toString(retryAfter.toSeconds()));
  }

  private void head(Reply reply) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
  }

  /** Closes the connection without a word. */
  public void close() {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(new IOException("Closed on purpose"));
  }

  private void cut(Reply reply) throws IOException {
    head(reply);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      out.write(reply.body(), 0, reply.body().length / 2);
      out.flush();
      close();
    } catch (IOException closed) {
      // The rest was never to be sent.
      callback.failed(closed);
    }
  }

  private void trickle(Reply reply, Duration pause) throws IOException {
    head(reply);
    int piece = Math.max(1, reply.body().length / 20);
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      for (int at = 0; at < reply.body().length; at += piece) {
        out.write(reply.body(), at, Math.min(piece, reply.body().length - at));
        out.flush();
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    callback.succeeded();
  }

  private void flood(Reply reply) {
    head(reply);
    byte[] piece = new byte[1 << 16];
    Arrays.fill(piece, (byte) ' ');
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      for (long sent = 0; sent < TEN_GIGABYTES; sent += piece.length) {
        out.write(piece);
      }
      callback.succeeded();
    } catch (IOException hadEnough) {
      callback.failed(hadEnough);
    }
  }
}
