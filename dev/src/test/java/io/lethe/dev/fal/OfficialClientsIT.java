package io.lethe.dev.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lethe.dev.sample.SampleFace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * fal.ai's own JavaScript and Python clients, pinned with their hashes, find nothing amiss with the
 * simulated one. Skipped where there is no Node.js or no Python: Lethe asks for a JDK and nothing
 * else.
 */
class OfficialClientsIT {
  private static final long LONGEST_MINUTES = 5;

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(folder, Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void theJavaScriptClientRunsThroughAllOfIt() throws Exception {
    require("node", "--version");
    require("npm", "--version");
    Path client = copied("javascript", "package.json", "package-lock.json", "client.mjs");
    install(client, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");

    assertThat(run(client, command("node", "client.mjs"))).isEqualTo(new Outcome(0, passed(7)));
  }

  @Test
  void thePythonClientRunsThroughAllOfIt() throws Exception {
    require("python3", "-m", "pip", "--version");
    Path client = copied("python", "requirements.txt", "client.py");
    install(
        client,
        "python3",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--only-binary=:all:",
        "--upgrade",
        "--target",
        "packages",
        "--requirement",
        "requirements.txt");

    assertThat(run(client, command("python3", "client.py"))).isEqualTo(new Outcome(0, passed(8)));
  }

  /**
   * How a program ended.
   *
   * @param ok how many checks it printed as passed, and all else it printed
   */
  private record Outcome(int code, String ok) {}

  private static String passed(int checks) {
    return checks + " ok";
  }

  private List<String> command(String program, String script) throws IOException {
    Path photo = Files.write(folder.resolve("photo.jpg"), SampleFace.jpeg());
    return List.of(program, script, world.fal().baseUri().toString(), World.KEY, photo.toString());
  }

  private static void require(String... command) throws Exception {
    try {
      if (finished(Path.of("."), List.of(command)).code() == 0) {
        return;
      }
    } catch (IOException absent) {
      // Told below.
    }
    skip("there is no " + command[0] + " here that answers " + String.join(" ", command));
  }

  /** Without a network nothing can be installed; continuous integration has one. */
  private static void install(Path where, String... command) throws Exception {
    Finished finished = finished(where, List.of(command));
    if (finished.code() != 0) {
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(finished.printed());
      }
      skip("its packages could not be installed: " + finished.printed());
    }
  }

  private static void skip(String why) {
    String line = "An official client of fal.ai was not tried: " + why;
    System.out.println(line);
    abort(line);
  }

  private static Outcome run(Path where, List<String> command) throws Exception {
    Finished finished = finished(where, command);
    List<String> lines =
        Arrays.stream(finished.printed().split("\n")).filter(line -> !line.isBlank()).toList();
    long ok = lines.stream().filter(line -> line.startsWith("ok ")).count();
    String rest =
        String.join("\n", lines.stream().filter(line -> !line.startsWith("ok ")).toList());
    return new Outcome(finished.code(), ok + " ok" + (rest.isEmpty() ? "" : "\n" + rest));
  }

  private record Finished(int code, String printed) {}

  private static Finished finished(Path where, List<String> command) throws Exception {
    Path output = Files.createTempFile("official-client", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(new ArrayList<>(command))
              .directory(where.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(Map.of("PYTHONPATH", "packages", "NO_PROXY", "127.0.0.1"));
      Process process = builder.start();
      boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      return new Finished(
          ended ? process.exitValue() : -1, Files.readString(output).stripTrailing());
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Into target/, so that a second run finds the packages installed. */
  private static Path copied(String language, String... names) throws IOException {
    Path client =
        Files.createDirectories(Path.of("target", "official-clients", language).toAbsolutePath());
    for (String name : names) {
      try (InputStream in =
          OfficialClientsIT.class.getResourceAsStream(
              "/io/lethe/dev/fal/" + language + "/" + name)) {
        Files.copy(in, client.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return client;
  }
}
