package io.lethe.dev.absence;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.Ports;
import io.lethe.dev.system.VarFolder;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofIT {
  @TempDir Path folder;

  @Test
  void nothingThatWasPlantedIsFoundAnywhereAtAnyTime() throws Exception {
    Path home = Path.of("..").toAbsolutePath().normalize();
    ProofReport report =
        new Proof(
                new DevelopmentSettings(
                    home, new VarFolder(folder), new Ports(4_500), System.getenv()),
                home.resolve("var/tools"),
                Clock.systemUTC(),
                System.out::println)
            .run();
    report.lines().forEach(System.out::println);

    assertThat(report.hits()).isEmpty();
    assertThat(report.excess()).isEmpty();
    assertThat(report.missed()).isEmpty();
    assertThat(report.jobs().values())
        .containsExactlyInAnyOrder(
            "ERASED DELIVERED ",
            "ERASED DELIVERED ",
            "ERASED REFUSED CONTENT_POLICY",
            "ERASED FAILED PROVIDER_FAILED",
            "ERASED FAILED INPUT_REJECTED",
            "ERASED FAILED INPUT_REJECTED",
            "ERASED CANCELLED ",
            "ERASED CONSENT_WITHDRAWN ");
    assertThat(report.markers())
        .contains("pixels of the upload", "pixels of the sanitised photo", "video 1", "prompt");
    assertThat(report.rounds()).isGreaterThan(10);
    assertThat(report.workflows()).isGreaterThanOrEqualTo(16);
  }
}
