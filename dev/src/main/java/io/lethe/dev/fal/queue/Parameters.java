package io.lethe.dev.fal.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * The input of a submit, laid flat: what stands in a list has the list's name and its place in it,
 * as {@code image_urls_0}.
 *
 * @param files those that came inline
 * @param values the rest, as text
 */
record Parameters(Map<String, DataUri> files, Map<String, String> values) {

  static Parameters of(JsonNode input) {
    Parameters parameters = new Parameters(new HashMap<>(), new HashMap<>());
    input
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (!value.isArray()) {
                parameters.take(field.getKey(), value);
              }
              for (int i = 0; i < value.size() && value.isArray(); i++) {
                parameters.take(field.getKey() + "_" + i, value.get(i));
              }
            });
    return parameters;
  }

  private void take(String name, JsonNode value) {
    DataUri.read(value.asText(""))
        .ifPresentOrElse(
            file -> files.put(name, file),
            () -> values.put(name, value.isValueNode() ? value.asText() : value.toString()));
  }

  Map<String, byte[]> inline() {
    Map<String, byte[]> inline = new HashMap<>();
    files.forEach((name, file) -> inline.put(name, file.bytes()));
    return inline;
  }
}
