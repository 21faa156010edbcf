package io.lethe.dev.fal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody outside of fal.ai: takes webhooks, and gives files to runners. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final LinkedBlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<String> fetches = new ArrayList<>();
  private byte[] file = new byte[0];

  record Message(Map<String, String> headers, byte[] body) {}

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/hook", this::take);
    server.createContext("/file", this::give);
    server.start();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  URI hook() {
    return at("/hook/a-token");
  }

  URI file(byte[] content) {
    file = content;
    return at("/file");
  }

  /** How the next ones are answered, 0 for not at all; 200 afterwards. */
  synchronized void answerWith(int... statuses) {
    for (int status : statuses) {
      answers.add(status);
    }
  }

  /** The next one. */
  Message message() throws InterruptedException {
    Message message = messages.poll(20, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no webhook came");
    }
    return message;
  }

  int waiting() {
    return messages.size();
  }

  /** Method and range of each request for the file. */
  synchronized List<String> fetches() {
    return List.copyOf(fetches);
  }

  private void take(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    Message message = new Message(headers, exchange.getRequestBody().readAllBytes());
    int status;
    synchronized (this) {
      status = answers.isEmpty() ? 200 : answers.remove();
    }
    if (status == 302) {
      exchange.getResponseHeaders().set("Location", at("/hook/elsewhere").toString());
    }
    messages.add(message);
    if (status == 0) {
      return;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void give(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    synchronized (this) {
      fetches.add(exchange.getRequestMethod() + (range == null ? "" : " " + range));
    }
    exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
    } else if (range == null) {
      exchange.sendResponseHeaders(200, file.length);
      exchange.getResponseBody().write(file);
    } else {
      piece(exchange, range);
    }
    exchange.close();
  }

  private void piece(HttpExchange exchange, String range) throws IOException {
    String[] ends = range.substring("bytes=".length()).split("-", 2);
    int first = Integer.parseInt(ends[0]);
    int last = Math.min(file.length - 1, Integer.parseInt(ends[1]));
    if (first > last) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange.sendResponseHeaders(206, last - first + 1L);
    exchange.getResponseBody().write(file, first, last - first + 1);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
