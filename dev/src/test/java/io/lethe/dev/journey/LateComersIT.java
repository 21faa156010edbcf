package io.lethe.dev.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes after the receipt, on the real Temporal server, and must change nothing. */
class LateComersIT {
  @TempDir static Path folder;
  private static RunningSystem lethe;

  @BeforeAll
  static void start() {
    lethe = RunningSystem.start(folder, 3_900, Map.of("LETHE_SWEEP_EVERY", "PT24H"));
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  @Test
  void aFinishedWorkflowThatIsResetRunsAgainOnErasedDataAndChangesNothing() throws Exception {
    String self = delivered();
    String job = self.replaceFirst(".*/", "");
    JsonNode before = lethe.client().get(self);
    List<Path> submissions = submissions();

    lethe.reset("video/" + job);
    lethe.workflow("video/" + job).getResult(JsonNode.class);

    assertThat(lethe.client().get(self)).isEqualTo(before);
    assertThat(submissions()).isEqualTo(submissions).isNotEmpty();
    assertThat(folder.resolve("vault/jobs/" + job)).doesNotExist();
  }

  @Test
  void signalsAfterTheReceiptChangeNothing() throws Exception {
    String self = delivered();
    String job = self.replaceFirst(".*/", "");
    JsonNode before = lethe.client().get(self);
    lethe.workflow("erasure/" + job).signal("eraseNow", Map.of("outcome", "CANCELLED"));
    lethe.client().collected(self);

    assertThat(lethe.client().get(self)).isEqualTo(before);
    assertThat(lethe.client().get(self + "/receipt").path("jws"))
        .isEqualTo(before.path("receipt").path("jws"));
  }

  private static String delivered() {
    String self = lethe.orderAndUpload();
    lethe.await(self, "READY");
    lethe.client().collected(self);
    lethe.await(self, "ERASED");
    lethe.workflow("video/" + self.replaceFirst(".*/", "")).getResult(JsonNode.class);
    return self;
  }

  /** What the simulated fal.ai was ever sent. */
  private static List<Path> submissions() throws Exception {
    try (Stream<Path> requests =
        Files.list(lethe.settings().folder().simulatedFal().resolve("requests"))) {
      return requests.sorted().toList();
    }
  }
}
