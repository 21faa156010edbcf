package io.lethe.api.desk;

import io.lethe.api.staff.PageRefused;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of a list ends, by its last row; the link to the next page says it in one word. */
record PageEnd(Instant at, UUID number) {
  /**
   * @param word absent on the first page
   * @throws PageRefused if no page ends so
   */
  static Optional<PageEnd> of(@Nullable String word) {
    if (word == null) {
      return Optional.empty();
    }
    String[] parts = word.split("_", 2);
    try {
      return Optional.of(new PageEnd(Instant.parse(parts[0]), UUID.fromString(parts[1])));
    } catch (DateTimeParseException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw noSuchPage();
    }
  }

  static PageRefused noSuchPage() {
    return new PageRefused(404, "There is no such page", "Begin again at the first page.");
  }

  @Override
  public String toString() {
    return at + "_" + number;
  }
}
