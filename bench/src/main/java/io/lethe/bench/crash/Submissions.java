package io.lethe.bench.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What fal.ai took, by the prompt. Every job of a run has a prompt of its own, which is the one
 * thing that tells fal.ai's jobs apart by ours: neither our ids nor our subjects go there.
 */
final class Submissions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<String>> taken = new ConcurrentHashMap<>();

  /** Notes one that was answered, if it was taken. */
  void note(byte[] body, int status, byte[] answer) throws IOException {
    if (status / 100 == 2) {
      JsonNode input = JSON.readTree(body);
      taken
          .computeIfAbsent(input.path("prompt").asText(), prompt -> new CopyOnWriteArrayList<>())
          .add(JSON.readTree(answer).path("request_id").asText());
    }
  }

  /** fal.ai's ids of the jobs that it took for this prompt. */
  List<String> of(String prompt) {
    return List.copyOf(taken.getOrDefault(prompt, List.of()));
  }
}
