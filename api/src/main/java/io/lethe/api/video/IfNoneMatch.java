package io.lethe.api.video;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions a client has already (RFC 9110, 13.1.2). Compared weakly, as there.
 *
 * @param tags quoted, without {@code W/}
 */
record IfNoneMatch(Set<String> tags) {

  static IfNoneMatch parse(@Nullable String header) {
    if (header == null) {
      return new IfNoneMatch(Set.of());
    }
    return new IfNoneMatch(
        Stream.of(header.split(","))
            .map(String::strip)
            .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
            .collect(Collectors.toSet()));
  }

  boolean isGiven() {
    return !tags.isEmpty();
  }

  /**
   * @param tag quoted
   */
  boolean matches(String tag) {
    return tags.contains(tag) || tags.contains("*");
  }
}
