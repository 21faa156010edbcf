package io.lethe.fal;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of an account's requests.
 *
 * @param sent when fal.ai got it, by its own clock, where it says so
 */
public record RecentRequest(String id, @Nullable Instant sent) {

  public Optional<Instant> sentAt() {
    return Optional.ofNullable(sent);
  }
}
