package io.lethe.fal;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the client is told.
 *
 * @param key pays for jobs; of the scope API. Without it nothing can be asked for that is the
 *     account's
 * @param administration a key of the scope ADMIN, used to delete payloads and for nothing else;
 *     without it nothing can be deleted before it expires
 * @param account the account's user id, which its webhooks bear; where it is not given, any
 *     account's webhook that fal.ai signed is taken for genuine
 */
public record FalSettings(
    @Nullable FalKey key,
    @Nullable FalKey administration,
    @Nullable String account,
    FalOrigins origins,
    FalLimits limits) {

  /** The real fal.ai with the usual limits. */
  public static FalSettings withKey(FalKey key) {
    return new FalSettings(key, null, null, FalOrigins.published(), FalLimits.usual());
  }

  /** The same settings for a fal.ai that stands, whole, at another address. */
  public FalSettings allAt(URI address) {
    return new FalSettings(key, administration, account, FalOrigins.allAt(address), limits);
  }

  FalKey payingKey() {
    return Optional.ofNullable(key)
        .orElseThrow(() -> new IllegalStateException("There is no key for fal.ai"));
  }

  Optional<FalKey> administrationKey() {
    return Optional.ofNullable(administration);
  }
}
