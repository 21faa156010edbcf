package io.lethe.fal;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a job that went well. fal.ai keeps it for an hour at most: download at once.
 *
 * @param video on an allowed host
 * @param servedFromHeader what {@code x-fal-served-from} said
 */
public record FalResult(URI video, @Nullable String servedFromHeader) {

  /** The model that made it, to be compared with the one consented to. */
  public Optional<String> servedFrom() {
    return Optional.ofNullable(servedFromHeader);
  }

  /** Leaves the address out: whoever has it may be able to watch. */
  @Override
  public String toString() {
    return "FalResult[video]";
  }
}
