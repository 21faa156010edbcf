package io.lethe.dev.fal.media;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The tokens that open restricted files. They do not survive a restart, no more than one may rely
 * on a token of fal.ai's to last.
 */
public final class CdnTokens {
  private static final int BYTES = 24;

  private final LiveKnobs knobs;
  private final Supplier<URI> base;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> issued = new ConcurrentHashMap<>();

  public CdnTokens(LiveKnobs knobs, Supplier<URI> base, Clock clock) {
    this.knobs = knobs;
    this.base = base;
    this.clock = clock;
  }

  /** Gives one out. */
  public Reply issue() {
    Instant now = clock.instant();
    issued.values().removeIf(now::isAfter);
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    Instant expires = now.plus(knobs.now().files().tokenLifetime()).truncatedTo(ChronoUnit.SECONDS);
    issued.put(token, expires);
    ObjectNode answer =
        Json.object()
            .put("token", token)
            .put("token_type", "Bearer")
            .put("base_url", base.get().toString())
            .put("expires_at", expires.toString().replaceFirst("Z$", "+00:00"));
    return Reply.json(200, answer);
  }

  boolean opens(String authorization) {
    Instant expires =
        authorization.startsWith("Bearer ")
            ? issued.get(authorization.substring("Bearer ".length()))
            : null;
    return expires != null && clock.instant().isBefore(expires);
  }
}
