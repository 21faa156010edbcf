package io.lethe.dev.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The layers below the workflow that should have erased and can't do it any more, one at a time.
 */
class DeadlineIT {
  @TempDir Path folder;

  /**
   * However far the job has come by then: how quickly this machine renders does not matter here.
   */
  @Test
  void aTerminatedJobIsErasedAtItsDeadlineByItsGuardianAlone() {
    try (RunningSystem lethe =
        RunningSystem.start(
            folder,
            3_500,
            Map.of(
                "LETHE_ERASE_BY", "PT30S",
                "LETHE_DELIVERY_WINDOW", "PT29S",
                "LETHE_SWEEP_EVERY", "PT24H"))) {
      String self = lethe.orderAndUpload();
      lethe.workflow("video/" + self.replaceFirst(".*/", "")).terminate("by mistake");

      assertErased(lethe, self);
    }
  }

  @Test
  void aJobWhoseTemporalIsLostIsErasedByTheSweeperAlone() throws Exception {
    try (RunningSystem lethe =
        RunningSystem.start(
            folder,
            3_700,
            Map.of(
                "LETHE_ERASE_BY", "PT25S",
                "LETHE_DELIVERY_WINDOW", "PT24S",
                "LETHE_SWEEP_EVERY", "PT2S",
                "LETHE_SWEEP_GRACE", "PT3S"))) {
      String self = lethe.orderAndUpload();
      lethe.restartWithoutItsWorkflows();

      assertErased(lethe, self);
      assertThat(lethe.knowsWorkflow("erasure/" + self.replaceFirst(".*/", ""))).isFalse();
    }
  }

  private static void assertErased(RunningSystem lethe, String self) {
    JsonNode erased = lethe.await(self, "ERASED");
    assertThat(erased.path("outcome").asText()).isIn("OVERDUE", "UNCOLLECTED");
    assertThat(Instant.parse(erased.path("erasedAt").asText()))
        .isAfterOrEqualTo(Instant.parse(erased.path("eraseBy").asText()));
    assertThat(erased.path("dataRemoved").asBoolean()).isTrue();
  }
}
