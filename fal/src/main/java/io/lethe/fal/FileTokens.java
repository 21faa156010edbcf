package io.lethe.fal;

import io.lethe.fal.FalFailure.Call;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.ByteString;

/** The token that reads the account's restricted files, kept until shortly before it expires. */
final class FileTokens {
  /** Longer than it takes from here to the first byte of a file. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final RequestBody EMPTY_OBJECT =
      RequestBody.create(ByteString.encodeUtf8("{}"), MediaType.get("application/json"));

  private final Wire wire;
  private final Clock clock;
  private String kept = "";
  private Instant keptUntil = Instant.MIN;

  FileTokens(Wire wire, Clock clock) {
    this.wire = wire;
    this.clock = clock;
  }

  synchronized String fresh() {
    if (clock.instant().isBefore(keptUntil)) {
      return kept;
    }
    Request request =
        wire.withKey(
                wire.settings()
                    .origins()
                    .rest()
                    .resolve("/storage/auth/token?storage_type=fal-cdn-v3"))
            .post(EMPTY_OBJECT)
            .build();
    Answer answer = wire.require(Call.TOKEN, request);
    String token = answer.text("token");
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw wire.translation().violation(Call.TOKEN, answer.status(), "no_token");
    }
    kept = token;
    keptUntil = expiry(answer.text("expires_at"));
    return token;
  }

  /** After a file server refused it. */
  synchronized void forget(String token) {
    if (kept.equals(token)) {
      keptUntil = Instant.MIN;
    }
  }

  /** A token whose end can't be read is used once. */
  private static Instant expiry(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().minus(MARGIN);
    } catch (DateTimeException unreadable) {
      return Instant.MIN;
    }
  }
}
