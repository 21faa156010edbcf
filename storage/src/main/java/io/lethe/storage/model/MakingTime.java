package io.lethe.storage.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long videos of a model took lately, from the last upload to the moment they could be
 * collected.
 *
 * @param videos how many were looked at
 * @param half half of them took at most this long; absent if they were too few to say
 * @param mostly four of five took at most this long; absent likewise
 */
public record MakingTime(int videos, @Nullable Duration half, @Nullable Duration mostly) {
  public static final MakingTime UNKNOWN = new MakingTime(0, null, null);
}
