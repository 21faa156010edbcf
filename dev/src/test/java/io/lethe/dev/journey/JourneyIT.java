package io.lethe.dev.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.absence.AbsenceCheck;
import io.lethe.dev.client.Journey;
import io.lethe.dev.client.Journey.Made;
import io.lethe.dev.client.Photo;
import io.lethe.dev.client.Uploads;
import io.lethe.dev.client.VideoWish;
import io.lethe.dev.command.Welcome;
import io.lethe.dev.sample.SampleFace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JourneyIT {
  @TempDir static Path folder;
  private static RunningSystem lethe;

  @BeforeAll
  static void start() {
    // Without the sweeper: what is erased here, the workflows have erased.
    lethe = RunningSystem.start(folder, 3_000, Map.of("LETHE_SWEEP_EVERY", "PT24H"));
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  @Test
  void photoInVideoOutNothingLeft() throws Exception {
    Journey journey = new Journey(lethe.client(), InstantSource.system());
    journey.consent();
    Made made =
        journey.make(
            VideoWish.ofPhoto("kling-2.5-turbo-standard", "A smile", 5),
            new Uploads(List.of(Photo.of(SampleFace.jpeg(), "a face"))),
            job -> folder.resolve("video.mp4"),
            progress -> {});

    byte[] head = Arrays.copyOf(Files.readAllBytes(made.video()), 8);
    assertThat(new String(head, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
    assertThat(made.signedReceipt().at("/receipt/outcome").asText()).isEqualTo("DELIVERED");
    assertThat(absence(made.job())).filteredOn(line -> line.contains("gone")).hasSize(3);
    assertThat(filesOf(made.job())).isEmpty();
  }

  @Test
  void aJobThatWasRenderingGoesOnAfterARestart() {
    String self = lethe.orderAndUpload();
    lethe.await(self, "RENDERING");
    lethe.restart();

    JsonNode ready = lethe.await(self, "READY");
    lethe.client().collected(self);
    assertThat(ready.path("links").has("content")).isTrue();
    assertThat(lethe.await(self, "ERASED").path("outcome").asText()).isEqualTo("DELIVERED");
  }

  @Test
  void aGuardianThatWasTerminatedIsReplaced() {
    String self = lethe.orderAndUpload();
    String job = self.replaceFirst(".*/", "");
    lethe.await(self, "READY");
    lethe.workflow("erasure/" + job).terminate("by mistake");
    lethe.client().collected(self);

    assertThat(lethe.await(self, "ERASED").path("outcome").asText()).isEqualTo("DELIVERED");
  }

  @Test
  void theLinesThatUpPrintsWorkAsPasted() throws Exception {
    String lines =
        Welcome.text(lethe.system().addresses(), lethe.settings())
            .lines()
            .dropWhile(line -> !line.startsWith("By hand"))
            .filter(line -> line.startsWith("  "))
            .collect(Collectors.joining("\n"));
    Path printed = folder.resolve("printed");
    Process shell =
        new ProcessBuilder("sh", "-eu", "-c", lines)
            .directory(Files.createDirectories(folder.resolve("pasted")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();

    assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String seen = Files.readString(printed);
    assertThat(shell.exitValue()).as(seen).isZero();
    assertThat(seen).contains("\"ERASED\"", "\"jws\"", "\"DELIVERED\"");
    assertThat(folder.resolve("pasted/video.mp4")).isNotEmptyFile();
  }

  private static List<String> absence(String job) throws Exception {
    return new AbsenceCheck(lethe.system().addresses(), lethe.settings().folder().vault()).of(job);
  }

  private static List<Path> filesOf(String job) throws Exception {
    Path jobs = lethe.settings().folder().vault().resolve("jobs");
    if (Files.notExists(jobs)) {
      return List.of();
    }
    try (var files = Files.walk(jobs)) {
      return files.filter(file -> file.toString().contains(job)).toList();
    }
  }
}
