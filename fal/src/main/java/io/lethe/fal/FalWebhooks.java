package io.lethe.fal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.fal.WebhookCheck.Forged;
import io.lethe.fal.WebhookCheck.Genuine;
import io.lethe.fal.WebhookCheck.NotCheckable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Tells fal.ai's webhooks from others': an Ed25519 signature over request, account, time and body,
 * a time not far from ours, and our account. What a genuine one says is still only a hint; ask the
 * queue.
 */
public final class FalWebhooks {
  /** What fal.ai's reference allows clocks to differ by. */
  private static final Duration WINDOW = Duration.ofSeconds(300);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Wire wire;
  private final Clock clock;
  private final WebhookKeys keys;

  FalWebhooks(Wire wire, Clock clock) {
    this.wire = wire;
    this.clock = clock;
    this.keys = new WebhookKeys(wire, clock);
  }

  /** Fetches the keys where none is cached; otherwise it asks nobody. */
  public WebhookCheck check(WebhookHeaders headers, byte[] body) {
    if (!headers.complete()) {
      return new Forged("headers_missing");
    }
    if (isStale(headers.timestamp())) {
      return new Forged("outside_the_time_window");
    }
    String ours = wire.settings().account();
    if (ours != null && !ours.equals(headers.userId())) {
      return new Forged("another_account");
    }
    byte[] signature;
    try {
      signature = HexFormat.of().parseHex(headers.signature());
    } catch (IllegalArgumentException notHex) {
      return new Forged("signature_malformed");
    }
    try {
      return keys.verify(signed(headers, body), signature)
          ? content(headers, body)
          : new Forged("signature_wrong");
    } catch (FalFailure noKeys) {
      return new NotCheckable(noKeys);
    }
  }

  private boolean isStale(String timestamp) {
    if (!timestamp.matches("\\d{1,12}")) {
      return true;
    }
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) > 0;
  }

  private static byte[] signed(WebhookHeaders headers, byte[] body) {
    return String.join(
            "\n", headers.requestId(), headers.userId(), headers.timestamp(), sha256(body))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The body is signed too, so one that names another request than the header was made so. */
  private static WebhookCheck content(WebhookHeaders headers, byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      String id = json.path("request_id").asText("");
      if (!FalRequest.isId(id) || !id.equals(headers.requestId())) {
        return new Forged("body_names_another_request");
      }
      return new Genuine(id, json.path("status").asText("").equals("OK"));
    } catch (JsonProcessingException notJson) {
      return new Forged("body_is_no_json");
    } catch (IOException impossible) {
      throw new IllegalStateException("bytes in memory can't break", impossible);
    }
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
