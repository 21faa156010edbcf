package io.lethe.domain.rights;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * By when a request has to be answered (GDPR Art. 12(3)). A month is a month of the calendar where
 * the controller is, and a request of 31 January is due on the last day of February; where thirty
 * days end sooner, they count, because that is what the privacy policy promises. Days have the
 * length that the controller's clocks give them.
 */
public final class Deadline {
  private static final int DAYS = 30;

  /** "By two further months where necessary." */
  public static final int MOST_MONTHS_MORE = 2;

  private static final List<Integer> REMINDERS_ON_DAY = List.of(20, 25, 28);

  /** After an extension: as long before the end as the first reminders are. */
  private static final List<Integer> REMINDERS_DAYS_BEFORE = List.of(10, 5, 2);

  private Deadline() {}

  /** The earlier of thirty days and one month. */
  public static Instant of(Instant receivedAt, ZoneId zone) {
    ZonedDateTime received = receivedAt.atZone(zone);
    Instant days = received.plusDays(DAYS).toInstant();
    Instant month = received.plusMonths(1).toInstant();
    return days.isBefore(month) ? days : month;
  }

  /**
   * The new date, counted from the old one.
   *
   * @param months one or two
   */
  public static Instant extended(Instant dueAt, int months, ZoneId zone) {
    if (months < 1 || months > MOST_MONTHS_MORE) {
      throw new IllegalArgumentException("a deadline is extended by one or two months");
    }
    return dueAt.atZone(zone).plusMonths(months).toInstant();
  }

  /** When staff are reminded, in order; all lie before the deadline. */
  public static List<Instant> reminders(
      Instant receivedAt, Instant dueAt, boolean extended, ZoneId zone) {
    Stream<Instant> first =
        REMINDERS_ON_DAY.stream().map(day -> receivedAt.atZone(zone).plusDays(day).toInstant());
    Stream<Instant> more =
        extended
            ? REMINDERS_DAYS_BEFORE.stream()
                .map(days -> dueAt.atZone(zone).minusDays(days).toInstant())
            : Stream.empty();
    return Stream.concat(first, more).filter(at -> at.isBefore(dueAt)).sorted().distinct().toList();
  }
}
