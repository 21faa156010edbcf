package io.lethe.dev.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of a form or a query, each once. */
final class FormFields {
  private FormFields() {}

  /** What can't be decoded is left out. */
  static Map<String, String> of(@Nullable String encoded) {
    Map<String, String> fields = new HashMap<>();
    if (encoded == null) {
      return fields;
    }
    for (String field : encoded.split("&")) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        try {
          fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
        } catch (IllegalArgumentException malformed) {
          continue;
        }
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
