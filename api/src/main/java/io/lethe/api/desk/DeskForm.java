package io.lethe.api.desk;

import io.lethe.api.staff.PageRefused;
import io.lethe.api.staff.Visit;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a form, or a sentence that says what is amiss. Nothing of it is repeated there.
 */
record DeskForm(MultivaluedMap<String, String> fields) {
  /** As much as a subject may write. */
  private static final int MOST_CHARACTERS = 4_000;

  static DeskForm of(Visit visit) {
    return new DeskForm(visit.form());
  }

  /** Absent if nothing was filled in. */
  @Nullable String text(String field) {
    String text = fields.getFirst(field);
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > MOST_CHARACTERS) {
      throw amiss("A text is too long", "Shorten it to " + MOST_CHARACTERS + " characters.");
    }
    return text.strip();
  }

  /**
   * @param name how the page calls it
   */
  String required(String field, String name) {
    String text = text(field);
    if (text == null) {
      throw amiss("Something is missing", name + " has to be filled in.");
    }
    return text;
  }

  <E extends Enum<E>> E choice(String field, Class<E> type, String name) {
    String text = required(field, name);
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException none) {
      throw amiss("A choice is unknown", name + " has to be one of those that the page offers.");
    }
  }

  LocalDate day(String field, String name) {
    try {
      return LocalDate.parse(required(field, name));
    } catch (DateTimeParseException none) {
      throw amiss("A day can't be read", name + " has to be a day, as 2026-01-31.");
    }
  }

  boolean isTicked(String field) {
    return fields.containsKey(field);
  }

  static PageRefused amiss(String title, String remedy) {
    return new PageRefused(422, title, remedy + " Nothing was done: go back and correct it.");
  }

  @Override
  public String toString() {
    return "DeskForm";
  }
}
