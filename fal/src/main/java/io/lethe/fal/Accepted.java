package io.lethe.fal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * fal.ai took the job and will bill it.
 *
 * @param request to be stored at once: without it a paid job can't be followed
 * @param queuePosition jobs before this one; -1 where fal.ai did not say
 * @param servedFromHeader what {@code x-fal-served-from} said
 */
public record Accepted(FalRequest request, int queuePosition, @Nullable String servedFromHeader) {

  /** The model that serves it, to be compared with the one consented to. */
  public Optional<String> servedFrom() {
    return Optional.ofNullable(servedFromHeader);
  }
}
