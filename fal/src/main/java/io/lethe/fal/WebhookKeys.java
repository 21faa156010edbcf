package io.lethe.fal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.fal.FalFailure.Call;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The keys that fal.ai signs webhooks with (RFC 7517, RFC 8037). A signature names none, so each is
 * tried. They are kept for a day at most, as fal.ai asks; when none fits they are fetched anew, for
 * a key may have been added, but seldom, so that a flood of forgeries is no flood of fetches.
 */
final class WebhookKeys {
  private static final Duration KEPT_FOR = Duration.ofHours(24);
  private static final Duration ANEW_AT_MOST_EVERY = Duration.ofMinutes(1);

  /** While fal.ai's keys can't be had, not every webhook waits for that. */
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);

  private static final int KEY_BYTES = 32;

  /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410, 4). */
  private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private final Wire wire;
  private final Clock clock;
  private List<PublicKey> keys = List.of();
  private Instant fetchedAt = Instant.MIN;
  private @Nullable FalFailure failure;
  private Instant failedAt = Instant.MIN;

  WebhookKeys(Wire wire, Clock clock) {
    this.wire = wire;
    this.clock = clock;
  }

  boolean verify(byte[] message, byte[] signature) {
    if (anyFits(fetchedWithin(KEPT_FOR), message, signature)) {
      return true;
    }
    return anyFits(fetchedWithin(ANEW_AT_MOST_EVERY), message, signature);
  }

  private synchronized List<PublicKey> fetchedWithin(Duration age) {
    if (!fetchedAt.isBefore(clock.instant().minus(age))) {
      return keys;
    }
    if (failure != null && !failedAt.isBefore(clock.instant().minus(AFTER_A_FAILURE))) {
      throw failure;
    }
    try {
      keys = fetch();
      fetchedAt = clock.instant();
      failure = null;
      return keys;
    } catch (FalFailure broken) {
      failure = broken;
      failedAt = clock.instant();
      throw broken;
    }
  }

  private List<PublicKey> fetch() {
    Request request =
        new Request.Builder()
            .url(wire.settings().origins().rest().resolve("/.well-known/jwks.json").toString())
            .build();
    Answer answer = wire.require(Call.WEBHOOK_KEYS, request);
    List<PublicKey> found = new ArrayList<>();
    for (JsonNode key : answer.json().path("keys")) {
      if (key.path("kty").asText("").equals("OKP")
          && key.path("crv").asText("").equals("Ed25519")) {
        add(key.path("x").asText(""), found);
      }
    }
    if (found.isEmpty()) {
      throw wire.translation().violation(Call.WEBHOOK_KEYS, answer.status(), "no_keys");
    }
    return found;
  }

  /** A key that can't be read is passed over: the others may do. */
  private static void add(String x, List<PublicKey> found) {
    try {
      byte[] point = Base64.getUrlDecoder().decode(x);
      if (point.length == KEY_BYTES) {
        byte[] encoded = new byte[X509_HEAD.length + KEY_BYTES];
        System.arraycopy(X509_HEAD, 0, encoded, 0, X509_HEAD.length);
        System.arraycopy(point, 0, encoded, X509_HEAD.length, KEY_BYTES);
        found.add(
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      }
    } catch (IllegalArgumentException | GeneralSecurityException unreadable) {
      return;
    }
  }

  private static boolean anyFits(List<PublicKey> keys, byte[] message, byte[] signature) {
    return keys.stream().anyMatch(key -> fits(key, message, signature));
  }

  private static boolean fits(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has Ed25519", impossible);
    }
  }
}
