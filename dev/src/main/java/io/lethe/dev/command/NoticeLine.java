package io.lethe.dev.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A notice in one line: which one it is and who gets data under it. */
final class NoticeLine {
  private NoticeLine() {}

  static String of(JsonNode notice) {
    List<String> names = new ArrayList<>();
    notice.path("recipients").forEach(name -> names.add(name.asText()));
    return "%s, notice %d, recipients %s"
        .formatted(
            notice.path("purpose").asText(),
            notice.path("version").asInt(),
            String.join(" and ", names));
  }
}
