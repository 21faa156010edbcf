package io.lethe.dev.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guardian's deadline, where the workflow that should have erased can't do it any more. */
class DeadlineIT {
  @TempDir Path folder;

  @Test
  void aTerminatedJobIsErasedAtItsDeadline() {
    try (RunningSystem lethe =
        RunningSystem.start(
            folder, 3_500, Map.of("LETHE_ERASE_BY", "PT20S", "LETHE_DELIVERY_WINDOW", "PT19S"))) {
      String self = lethe.orderAndUpload();
      lethe.await(self, "READY");
      lethe.workflow("video/" + self.replaceFirst(".*/", "")).terminate("by mistake");

      JsonNode erased = lethe.await(self, "ERASED");
      assertThat(erased.path("outcome").asText()).isEqualTo("UNCOLLECTED");
      assertThat(erased.path("dataRemoved").asBoolean()).isTrue();
    }
  }
}
