package io.lethe.domain.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    // A month of 31 days is longer than thirty days.
    "2026-03-15T10:00:00Z, 2026-04-14T10:00:00Z",
    "2026-04-15T10:00:00Z, 2026-05-15T10:00:00Z",
    // February is shorter.
    "2026-02-15T10:00:00Z, 2026-03-15T10:00:00Z",
    "2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z",
    "2026-01-29T10:00:00Z, 2026-02-28T10:00:00Z",
    // Leap years.
    "2028-01-31T10:00:00Z, 2028-02-29T10:00:00Z",
    "2028-02-29T10:00:00Z, 2028-03-29T10:00:00Z",
    "2028-02-01T10:00:00Z, 2028-03-01T10:00:00Z",
    "2100-01-31T10:00:00Z, 2100-02-28T10:00:00Z",
    "2026-12-31T23:59:59Z, 2027-01-30T23:59:59Z"
  })
  void isTheEarlierOfThirtyDaysAndOneMonth(Instant received, Instant due) {
    assertThat(Deadline.of(received, ZoneOffset.UTC)).isEqualTo(due);
  }

  @Test
  void daysAreThoseOfTheControllersClocks() {
    // On 29 March 2026 the clocks of Berlin lose an hour, on 25 October they gain one.
    assertThat(Deadline.of(Instant.parse("2026-03-10T10:00:00Z"), BERLIN))
        .isEqualTo(Instant.parse("2026-04-09T09:00:00Z"));
    assertThat(Deadline.of(Instant.parse("2026-10-10T10:00:00Z"), BERLIN))
        .isEqualTo(Instant.parse("2026-11-09T11:00:00Z"));
  }

  @Test
  void theDayOfReceiptIsThatOfTheControllersCalendar() {
    // 31 January in Auckland is still 30 January in UTC.
    Instant received = Instant.parse("2026-01-30T12:00:00Z");

    assertThat(LocalDate.ofInstant(received, ZoneId.of("Pacific/Auckland")).getDayOfMonth())
        .isEqualTo(31);
    assertThat(Deadline.of(received, ZoneId.of("Pacific/Auckland")))
        .isEqualTo(Instant.parse("2026-02-27T12:00:00Z"));
    assertThat(Deadline.of(received, ZoneOffset.UTC))
        .isEqualTo(Instant.parse("2026-02-28T12:00:00Z"));
  }

  @Test
  void isNeverMoreThanThirtyDaysNorLessThanTwentyEight() {
    Instant received = Instant.parse("2026-01-01T05:30:00Z");
    for (int day = 0; day < 4 * 366; day++) {
      Instant at = received.plus(Duration.ofDays(day));
      assertThat(Duration.between(at, Deadline.of(at, ZoneOffset.UTC)))
          .as(at.toString())
          .isBetween(Duration.ofDays(28), Duration.ofDays(30));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T10:00:00Z, 1, 2026-03-28T10:00:00Z",
    "2026-12-31T10:00:00Z, 2, 2027-02-28T10:00:00Z",
    "2027-12-31T10:00:00Z, 2, 2028-02-29T10:00:00Z"
  })
  void isExtendedByMonthsOfTheCalendar(Instant due, int months, Instant extended) {
    assertThat(Deadline.extended(due, months, ZoneOffset.UTC)).isEqualTo(extended);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3})
  void isExtendedByOneOrTwoMonthsOnly(int months) {
    assertThatThrownBy(() -> Deadline.extended(Instant.EPOCH, months, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void staffAreRemindedOnThreeDaysBeforeIt() {
    Instant received = Instant.parse("2026-03-01T10:00:00Z");
    Instant due = Deadline.of(received, ZoneOffset.UTC);

    assertThat(Deadline.reminders(received, due, false, ZoneOffset.UTC))
        .isEqualTo(
            List.of(
                Instant.parse("2026-03-21T10:00:00Z"),
                Instant.parse("2026-03-26T10:00:00Z"),
                Instant.parse("2026-03-29T10:00:00Z")));
  }

  @Test
  void inFebruaryTheThirdReminderWouldBeTheDeadlineItself() {
    Instant received = Instant.parse("2026-02-01T10:00:00Z");
    Instant due = Deadline.of(received, ZoneOffset.UTC);

    assertThat(Deadline.reminders(received, due, false, ZoneOffset.UTC)).hasSize(2);
  }

  @Test
  void afterAnExtensionStaffAreRemindedAgain() {
    Instant received = Instant.parse("2026-03-01T10:00:00Z");
    Instant due = Deadline.extended(Deadline.of(received, ZoneOffset.UTC), 2, ZoneOffset.UTC);

    assertThat(Deadline.reminders(received, due, true, ZoneOffset.UTC))
        .hasSize(6)
        .contains(due.minus(Duration.ofDays(2)))
        .allMatch(at -> at.isBefore(due));
  }
}
