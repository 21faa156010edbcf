package io.lethe.dev.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * The one config.yml with what differs in development: addresses, ports, folders. So development
 * tries every other number that production has.
 */
final class DevelopmentConfiguration {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root;

  private DevelopmentConfiguration(ObjectNode root) {
    this.root = root;
  }

  /**
   * @param environment fills in the references in the file
   */
  static DevelopmentConfiguration read(Path file, Map<String, String> environment) {
    try {
      String text =
          new StringSubstitutor(environment)
              .setEnableUndefinedVariableException(false)
              .replace(Files.readString(file));
      return new DevelopmentConfiguration(
          (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(text));
    } catch (IOException | ClassCastException e) {
      throw new ExplainedFailure("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * @param path section and field names with a dot between them; sections that are missing are made
   */
  DevelopmentConfiguration with(String path, Object value) {
    String[] names = path.split("\\.");
    ObjectNode section = root;
    for (int i = 0; i < names.length - 1; i++) {
      JsonNode next = section.get(names[i]);
      section = next instanceof ObjectNode found ? found : section.putObject(names[i]);
    }
    section.set(names[names.length - 1], JSON.valueToTree(value));
    return this;
  }

  /** As a Dropwizard application takes it; JSON is YAML, too. */
  ConfigurationSourceProvider source() throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(root);
    return path -> new ByteArrayInputStream(bytes);
  }
}
