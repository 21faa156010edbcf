package io.lethe.dev.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.lethe.dev.ExplainedFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;

/**
 * The one config.yml, read as in production: the references in it are filled in, here with the
 * addresses, ports and folders of a development system. So development tries every other number
 * that production has.
 */
final class DevelopmentConfiguration {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Path file;
  private final Map<String, String> references;
  private final Path log;

  /**
   * @param references what the file refers to by name, in place of environment variables
   * @param log where to log: the terminal belongs to the commands
   */
  DevelopmentConfiguration(Path file, Map<String, String> references, Path log) {
    this.file = file;
    this.references = Map.copyOf(references);
    this.log = log;
  }

  /** As a Dropwizard application takes it. */
  ConfigurationSourceProvider source() {
    return path -> new ByteArrayInputStream(YAML.writeValueAsBytes(read()));
  }

  private ObjectNode read() {
    try {
      String text = new StringSubstitutor(references).replace(Files.readString(file));
      ObjectNode root = (ObjectNode) YAML.readTree(text);
      ArrayNode appenders = root.withObject("/logging").putArray("appenders");
      appenders
          .addObject()
          .put("type", "file")
          .put("archive", false)
          .put("currentLogFilename", log.toString());
      return root;
    } catch (IOException | ClassCastException e) {
      throw new ExplainedFailure("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
