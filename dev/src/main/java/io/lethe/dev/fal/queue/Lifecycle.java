package io.lethe.dev.fal.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.queue.SimulatedRequest.Terms;
import io.lethe.dev.fal.wire.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terms that the headers of a submit set. */
final class Lifecycle {
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private Lifecycle() {}

  static Terms terms(
      Map<String, String> headers,
      @Nullable URI webhook,
      @Nullable SimulatedFailure oddity,
      String gateway) {
    JsonNode preference = preference(headers);
    return new Terms(
        lifetime(preference),
        preference.at("/initial_acl/default").asText("allow").equals("forbid"),
        !headers.getOrDefault("x-fal-store-io", "1").equals("0"),
        webhook,
        oddity,
        gateway,
        startTimeout(headers).orElse(null));
  }

  /**
   * How long the request may wait; zero where the header is no number above one. Our notes and
   * fal.ai's own clients have two names for it.
   */
  static Optional<Duration> startTimeout(Map<String, String> headers) {
    String asked =
        headers.getOrDefault(
            "x-fal-request-start-timeout", headers.getOrDefault("x-fal-request-timeout", ""));
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    try {
      Duration limit = Duration.ofMillis(new BigDecimal(asked).movePointRight(3).longValue());
      return Optional.of(limit.isNegative() ? Duration.ZERO : limit);
    } catch (NumberFormatException malformed) {
      return Optional.of(Duration.ZERO);
    }
  }

  private static JsonNode preference(Map<String, String> headers) {
    try {
      return Json.MAPPER.readTree(headers.getOrDefault("x-fal-object-lifecycle-preference", "{}"));
    } catch (IOException malformed) {
      return Json.object();
    }
  }

  /** Missing, null and zero mean that the output never expires, as with fal.ai. */
  private static Duration lifetime(JsonNode preference) {
    long seconds = preference.path("expiration_duration_seconds").asLong(0);
    return seconds > 0 ? Duration.ofSeconds(seconds) : FOR_EVER;
  }
}
