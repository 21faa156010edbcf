package io.lethe.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.dev.system.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handful of rounds; {@code bench/CRASHES.md} says how two hundred went. */
final class CrashIT {
  @TempDir Path folder;

  @Test
  void losesAndKeepsNothingWhileItsPartsAreKilled() throws Exception {
    Path home = Path.of("..").toAbsolutePath().normalize();
    Path tools = Files.createDirectories(home.resolve("var/tools"));
    Files.createSymbolicLink(folder.resolve("tools"), tools);
    CrashSettings settings =
        new CrashSettings(
            home,
            folder,
            new Ports(7_000),
            6,
            20,
            Duration.ofSeconds(60),
            4,
            Duration.ofSeconds(40),
            Duration.ofSeconds(10),
            Duration.ofSeconds(25),
            // A busy machine takes a minute to bring a JVM back; a quiet one waits for none of
            // this.
            Duration.ofMinutes(3));

    CrashReport report;
    try (CrashRun run = CrashRun.start(settings, System.out::println)) {
      report = run.run();
    }

    assertThat(report.found()).as("jobs").hasSizeGreaterThan(settings.apps());
    assertThat(report.isClean()).as(String.join("\n", report.lines())).isTrue();
  }
}
