package io.lethe.bench.crash;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One worker's way to fal.ai. It passes everything on, notes what fal.ai took, and can hold a
 * request or its answer just where the worker is to die: so the worker dies knowing neither.
 */
final class Gate implements AutoCloseable {
  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(Gate::daemon);
  private final HttpClient onward =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI fal;
  private final Submissions submissions;
  private final Ambushes ambushes;
  private final Part worker;

  private Gate(
      HttpServer server, URI fal, Submissions submissions, Ambushes ambushes, Part worker) {
    this.server = server;
    this.fal = fal;
    this.submissions = submissions;
    this.ambushes = ambushes;
    this.worker = worker;
  }

  /**
   * @param worker the one whose way this is
   */
  static Gate open(int port, URI fal, Submissions submissions, Ambushes ambushes, Part worker)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    Gate gate = new Gate(server, fal, submissions, ambushes, worker);
    server.createContext("/", gate::pass);
    server.setExecutor(gate.threads);
    server.start();
    return gate;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "gate");
    thread.setDaemon(true);
    return thread;
  }

  static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean submit =
          exchange.getRequestMethod().equals("POST")
              && exchange.getRequestURI().getPath().startsWith("/fal-ai/");
      if (submit && ambushes.spring(Point.SUBMIT_SENT, worker)) {
        // What the dead worker sent never arrives.
        return;
      }
      HttpResponse<byte[]> answer = forward(exchange, body);
      if (submit) {
        submissions.note(body, answer.statusCode(), answer.body());
        ambushes.spring(Point.SUBMIT_TAKEN, worker);
      } else if (exchange.getRequestURI().getPath().endsWith("/status")) {
        ambushes.spring(Point.WAITING, worker);
      }
      reply(exchange, answer);
      if (submit) {
        ambushes.spring(Point.SUBMIT_ANSWERED, worker);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(fal.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      if (!NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        header.getValue().forEach(value -> request.header(header.getKey(), value));
      }
    }
    return onward.send(request.build(), BodyHandlers.ofByteArray());
  }

  private void reply(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!name.startsWith(":") && !NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
              }
            });
    // A file that is for holders of a token is refused at first.
    boolean file =
        exchange.getRequestURI().getPath().startsWith("/files/") && answer.statusCode() / 100 == 2;
    byte[] content = file ? answer.body() : comingBackThisWay(answer.body());
    exchange.sendResponseHeaders(answer.statusCode(), content.length == 0 ? -1 : content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      int half = file ? content.length / 2 : content.length;
      out.write(content, 0, half);
      if (file) {
        out.flush();
        ambushes.spring(Point.FETCHING, worker);
        out.write(content, half, content.length - half);
      }
    }
  }

  /** fal.ai names its own address in its answers; the worker is to come through here again. */
  private byte[] comingBackThisWay(byte[] json) {
    return new String(json, StandardCharsets.UTF_8)
        .replace(fal.toString(), address(server.getAddress().getPort()).toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
