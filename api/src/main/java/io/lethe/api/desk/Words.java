package io.lethe.api.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** How times, spans and names are said on a page. */
final class Words {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  private Words() {}

  /** For a {@code time} element: one form for machines, one for people. */
  static Map<String, String> time(Instant instant) {
    return Map.of("machine", instant.toString(), "people", MINUTE.format(instant));
  }

  /** The largest unit that fits, such as "3 hours". */
  static String span(Duration duration) {
    if (duration.toDays() > 0) {
      return count(duration.toDays(), "day");
    }
    if (duration.toHours() > 0) {
      return count(duration.toHours(), "hour");
    }
    return duration.toMinutes() > 0 ? count(duration.toMinutes(), "minute") : "less than a minute";
  }

  static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  /** The name of a constant as a person reads it, such as "Account locked". */
  static String name(Enum<?> constant) {
    String words = constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
