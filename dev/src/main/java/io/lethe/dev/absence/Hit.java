package io.lethe.dev.absence;

/**
 * Something that was planted lay where it must not lie, or was answered.
 *
 * @param place a file, or what was asked
 */
public record Hit(String marker, Encoding encoding, String place) {
  @Override
  public String toString() {
    return "%s in %s (%s)".formatted(marker, place, encoding.words());
  }
}
