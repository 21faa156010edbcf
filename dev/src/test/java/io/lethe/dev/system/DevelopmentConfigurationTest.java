package io.lethe.dev.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentConfigurationTest {
  @TempDir Path folder;

  @Test
  void keepsWhatTheFileSaysAndFillsInWhatItRefersTo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config.yml"),
            """
            logging:
              level: INFO
              appenders:
                - type: console
            ledger:
              url: ${LEDGER_URL:-nowhere}
              user: ${LEDGER_USER:-lethe}
              maxSize: 16
            """);
    JsonNode read = read(file, Map.of("LEDGER_URL", "here"));

    assertThat(read.at("/ledger/url").asText()).isEqualTo("here");
    assertThat(read.at("/ledger/user").asText()).isEqualTo("lethe");
    assertThat(read.at("/ledger/maxSize").asInt()).isEqualTo(16);
    assertThat(read.at("/logging/level").asText()).isEqualTo("INFO");
  }

  @Test
  void logsToAFileOnly() throws IOException {
    Path file = Files.writeString(folder.resolve("config.yml"), "server: {}\n");
    JsonNode appenders = read(file, Map.of()).at("/logging/appenders");

    assertThat(appenders).hasSize(1);
    assertThat(appenders.at("/0/currentLogFilename").asText()).isEqualTo(log().toString());
  }

  @Test
  void saysWhichFileIsMissing() {
    Path missing = folder.resolve("config.yml");

    assertThatThrownBy(() -> read(missing, Map.of()))
        .isInstanceOf(ExplainedFailure.class)
        .hasMessageContaining(missing.toString());
  }

  private JsonNode read(Path file, Map<String, String> references) throws IOException {
    return new ObjectMapper(new YAMLFactory())
        .readTree(
            new DevelopmentConfiguration(file, references, log()).source().open("config.yml"));
  }

  private Path log() {
    return folder.resolve("lethe.log");
  }
}
