package io.lethe.dev.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentConfigurationTest {
  @TempDir Path folder;

  @Test
  void keepsWhatTheFileSaysAndSetsWhatDiffers() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config.yml"),
            """
            ledger:
              url: ${LEDGER_URL:-nowhere}
              maxSize: 16
            fal:
              key: ${FAL_KEY:-}
            """);
    JsonNode read =
        read(
            DevelopmentConfiguration.read(file, Map.of("FAL_KEY", "secret"))
                .with("ledger.url", "here")
                .with("server.ports", List.of(1, 2)));

    assertThat(read.at("/ledger/url").asText()).isEqualTo("here");
    assertThat(read.at("/ledger/maxSize").asInt()).isEqualTo(16);
    assertThat(read.at("/fal/key").asText()).isEqualTo("secret");
    assertThat(read.at("/server/ports/1").asInt()).isEqualTo(2);
  }

  @Test
  void saysWhichFileIsMissing() {
    Path missing = folder.resolve("config.yml");

    assertThatThrownBy(() -> DevelopmentConfiguration.read(missing, Map.of()))
        .isInstanceOf(ExplainedFailure.class)
        .hasMessageContaining(missing.toString());
  }

  private static JsonNode read(DevelopmentConfiguration configuration) throws IOException {
    return new ObjectMapper().readTree(configuration.source().open("config.yml"));
  }
}
