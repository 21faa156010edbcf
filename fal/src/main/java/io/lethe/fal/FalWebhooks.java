package io.lethe.fal;

import io.lethe.fal.WebhookCheck.Forged;
import io.lethe.fal.WebhookCheck.Genuine;
import io.lethe.fal.WebhookCheck.NotCheckable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Tells fal.ai's webhooks from others': an Ed25519 signature over request, account, time and body,
 * a time not far from ours, and our account. What a genuine one says is still only a hint; ask the
 * queue.
 */
public final class FalWebhooks {
  /** What fal.ai's reference allows clocks to differ by. */
  private static final Duration WINDOW = Duration.ofSeconds(300);

  private final Wire wire;
  private final Clock clock;
  private final WebhookKeys keys;

  FalWebhooks(Wire wire, Clock clock) {
    this.wire = wire;
    this.clock = clock;
    this.keys = new WebhookKeys(wire, clock);
  }

  /** For a process that has no key for fal.ai, and needs none to tell whose a webhook is. */
  public static FalWebhooks of(
      FalOrigins origins, FalLimits limits, @Nullable String account, Clock clock) {
    FalSettings settings = new FalSettings(null, null, account, origins, limits);
    return new FalWebhooks(new Wire(settings, clock, Dns.SYSTEM), clock);
  }

  /**
   * Fetches the keys where none is cached; otherwise it asks nobody.
   *
   * @param sha256 of the raw body, which nobody has to hold in memory: what it says is not needed
   */
  public WebhookCheck check(WebhookHeaders headers, byte[] sha256) {
    if (!headers.complete() || !FalRequest.isId(headers.requestId())) {
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
      return keys.verify(signed(headers, sha256), signature)
          ? new Genuine(headers.requestId())
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

  private static byte[] signed(WebhookHeaders headers, byte[] sha256) {
    return String.join(
            "\n",
            headers.requestId(),
            headers.userId(),
            headers.timestamp(),
            HexFormat.of().formatHex(sha256))
        .getBytes(StandardCharsets.UTF_8);
  }
}
