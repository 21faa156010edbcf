package io.lethe.storage.video;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.domain.video.Parameters;
import java.util.Map;
import java.util.TreeMap;

/** The form in which an order's parameters are encrypted: a JSON object, its names in order. */
final class SealedParameters {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SealedParameters() {}

  static String text(Parameters parameters) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(parameters.values()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("parameters are strings, numbers and flags", impossible);
    }
  }

  static Parameters parse(String text) {
    try {
      return new Parameters(JSON.readValue(text, new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException altered) {
      throw new IllegalStateException("parameters in the ledger can't be read", altered);
    }
  }
}
