package io.lethe.dev.absence;

import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.LetheMain;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.Port;
import io.lethe.dev.system.Ports;
import io.lethe.dev.system.VarFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole development system as processes of its own, which can be killed. All that they write, and
 * their temporary files and output with it, lies in one folder.
 */
final class SeparateSystem implements AutoCloseable {
  private static final Duration START_WAIT = Duration.ofSeconds(120);
  private static final Duration STOP_WAIT = Duration.ofSeconds(40);

  private final DevelopmentSettings settings;
  private @Nullable Process process;

  SeparateSystem(DevelopmentSettings settings) {
    this.settings = settings;
  }

  VarFolder folder() {
    return settings.folder();
  }

  URI at(Port port) {
    return URI.create("http://127.0.0.1:" + settings.ports().of(port));
  }

  Ports ports() {
    return settings.ports();
  }

  /** Starts it, or starts it again on what is there; returns once it answers. */
  void start() {
    Path temporary = folder().root().resolve("tmp");
    try {
      Files.createDirectories(temporary);
      Files.createDirectories(folder().logs());
      ProcessBuilder builder =
          new ProcessBuilder(command(temporary))
              .directory(folder().root().toFile())
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder().logs().resolve("stdout").toFile()))
              .redirectError(
                  ProcessBuilder.Redirect.appendTo(folder().logs().resolve("stderr").toFile()));
      environment(builder.environment(), temporary);
      process = builder.start();
      awaitAnswer();
    } catch (IOException e) {
      throw new ExplainedFailure("The system could not be started: " + e.getMessage(), e);
    }
  }

  private List<String> command(Path temporary) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+IgnoreUnrecognizedVMOptions",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:TieredStopAtLevel=1",
        // Else a file of figures about the JVM lies outside the folder.
        "-XX:-UsePerfData",
        "-Djava.io.tmpdir=" + temporary,
        "-cp",
        System.getProperty("java.class.path"),
        LetheMain.class.getName(),
        "up",
        "--port-offset",
        Integer.toString(settings.ports().offset()));
  }

  private void environment(Map<String, String> environment, Path temporary) {
    environment.remove("FAL_KEY");
    environment.remove("TEMPORAL_ADDRESS");
    environment.put("LETHE_HOME", settings.home().toString());
    environment.put("LETHE_VAR", folder().root().toString());
    // Then what X-Forwarded-For says is taken for the caller's address.
    environment.put("LETHE_BEHIND_PROXY", "true");
    environment.put("LETHE_SIMULATED_FAL_KEEPS", "true");
    // The in-memory Temporal writes nothing that could be searched, and forgets with a crash.
    environment.put("LETHE_REQUIRE_TEMPORAL", "1");
    environment.put("TMPDIR", temporary.toString());
  }

  private void awaitAnswer() {
    HttpClient http = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + START_WAIT.toNanos();
    HttpRequest question =
        HttpRequest.newBuilder(at(Port.API).resolve("/v1/privacy/notices"))
            .timeout(Duration.ofSeconds(5))
            .build();
    while (!answers(http, question)) {
      Process started = process;
      if (started == null || !started.isAlive() || System.nanoTime() > deadline) {
        throw new ExplainedFailure(
            "The system did not start: read %s.".formatted(folder().logs().resolve("stderr")));
      }
    }
  }

  private static boolean answers(HttpClient http, HttpRequest question) {
    try {
      return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return pause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExplainedFailure("Interrupted.", e);
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExplainedFailure("Interrupted.", e);
    }
  }

  /** The process and all that it started. */
  ProcessHandle[] processes() {
    Process running = process;
    return running == null
        ? new ProcessHandle[0]
        : Stream.concat(Stream.of(running.toHandle()), running.descendants())
            .toArray(ProcessHandle[]::new);
  }

  /** Kills everything at once, as a loss of power would: nobody gets to tidy up. */
  void kill() {
    ProcessHandle[] all = processes();
    for (ProcessHandle one : all) {
      one.destroyForcibly();
    }
    for (ProcessHandle one : all) {
      awaitEnd(one);
    }
    process = null;
  }

  @Override
  public void close() {
    Process running = process;
    if (running == null) {
      return;
    }
    ProcessHandle[] all = processes();
    running.destroy();
    awaitEnd(running.toHandle());
    for (ProcessHandle one : all) {
      one.destroyForcibly();
    }
    process = null;
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(STOP_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException stubborn) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExplainedFailure("Interrupted.", e);
    }
  }
}
