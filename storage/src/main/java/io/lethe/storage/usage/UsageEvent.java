package io.lethe.storage.usage;

import io.lethe.domain.usage.UsageEventName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step that an app reported.
 *
 * @param id chosen by the app: the same event reported twice counts once
 * @param seconds how long it took; absent where it has no length
 */
public record UsageEvent(
    UUID id, UsageEventName name, @Nullable Integer seconds, Instant happenedAt) {
  public static final int MOST_SECONDS = 86_400;

  public UsageEvent {
    if (seconds != null && (seconds < 0 || seconds > MOST_SECONDS)) {
      throw new IllegalArgumentException("a step takes at most a day");
    }
  }
}
