package io.lethe.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A part that is one process of the operating system, started by us and killed by its id. */
final class ProcessPart implements Part {
  private static final int PROBE_MILLIS = 1_000;
  private static final int LAST_WORDS = 20;
  private static final long PAUSE_MILLIS = 100;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path folder;
  private final BooleanSupplier answers;
  private @Nullable Process process;
  private boolean ended;

  /**
   * @param folder where it works and, in a file named after it, logs
   * @param answers whether it does its work
   */
  ProcessPart(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      BooleanSupplier answers) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.folder = folder;
    this.answers = answers;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void start() {
    if (ended) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("could not start " + name, e);
    }
  }

  @Override
  public void awaitAnswer() throws InterruptedException {
    awaitAnswerOrThatOf(this);
  }

  /** For two that stand in for one another. */
  void awaitAnswerOrThatOf(ProcessPart other) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers.getAsBoolean() && !other.answers.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(name + " does not answer; its last words: " + lastWords());
      }
      if (!isUp()) {
        start();
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  @Override
  public synchronized void strike() {
    Process struck = process;
    if (struck == null) {
      return;
    }
    struck.destroyForcibly();
    await(struck);
  }

  /** Strikes it for the last time: whoever is about to bring it back does not. */
  synchronized void end() {
    ended = true;
    strike();
  }

  /** Ends it in good order, so that it can finish what it does at its end. */
  synchronized void stop() {
    Process stopped = process;
    if (stopped != null) {
      stopped.destroy();
      await(stopped);
    }
  }

  @Override
  public synchronized boolean isUp() {
    return process != null && process.isAlive();
  }

  private Path log() {
    return folder.resolve(name + ".log");
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    } catch (IOException unreadable) {
      return "none";
    }
  }

  private void await(Process ending) {
    try {
      if (!ending.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " outlived its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** For parts that speak HTTP. */
  static boolean answersHttp(int port, String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://localhost:" + port + path).toURL().openConnection();
      connection.setConnectTimeout(PROBE_MILLIS);
      connection.setReadTimeout(PROBE_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  /** For parts that speak something else. */
  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), PROBE_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
