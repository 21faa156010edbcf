package io.lethe.dev.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guardian's deadline, where the workflow that should have erased can't do it any more. */
class DeadlineIT {
  @TempDir Path folder;

  /**
   * However far the job has come by then: how quickly this machine renders does not matter here.
   */
  @Test
  void aTerminatedJobIsErasedAtItsDeadline() {
    try (RunningSystem lethe =
        RunningSystem.start(
            folder, 3_500, Map.of("LETHE_ERASE_BY", "PT30S", "LETHE_DELIVERY_WINDOW", "PT29S"))) {
      String self = lethe.orderAndUpload();
      lethe.workflow("video/" + self.replaceFirst(".*/", "")).terminate("by mistake");

      JsonNode erased = lethe.await(self, "ERASED");
      assertThat(erased.path("outcome").asText()).isIn("OVERDUE", "UNCOLLECTED");
      assertThat(Instant.parse(erased.path("erasedAt").asText()))
          .isAfterOrEqualTo(Instant.parse(erased.path("eraseBy").asText()));
      assertThat(erased.path("dataRemoved").asBoolean()).isTrue();
    }
  }
}
