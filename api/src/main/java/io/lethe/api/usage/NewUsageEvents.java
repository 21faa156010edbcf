package io.lethe.api.usage;

import io.lethe.api.problem.RequestRefusal;
import io.lethe.domain.usage.UsageEventName;
import io.lethe.storage.usage.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an app reports, several steps at once. There is no field for words of the subject. */
record NewUsageEvents(@Nullable List<@Nullable NewUsageEvent> events) {
  static final int MOST = 200;

  /** Clocks of phones are off by minutes. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

  /**
   * @param id chosen by the app, so that a report that is repeated counts once
   * @param happenedAt by the clock of the device
   */
  record NewUsageEvent(
      @Nullable UUID id,
      @Nullable UsageEventName name,
      @Nullable Integer seconds,
      @Nullable Instant happenedAt) {}

  /**
   * @throws io.lethe.api.problem.Refused naming the first field that can't be worked with; then
   *     none is stored
   */
  List<UsageEvent> check(Instant now) {
    if (events == null || events.isEmpty() || events.size() > MOST) {
      throw invalid("/events", "A report has 1 to " + MOST + " events.");
    }
    List<UsageEvent> checked = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      checked.add(check(events.get(i), "/events/" + i, now));
    }
    return checked;
  }

  private static UsageEvent check(@Nullable NewUsageEvent event, String at, Instant now) {
    if (event == null || event.id() == null) {
      throw invalid(at + "/id", "The field is missing.");
    }
    if (event.name() == null) {
      throw invalid(at + "/name", "The field is missing.");
    }
    if (event.happenedAt() == null || event.happenedAt().isAfter(now.plus(CLOCK_SKEW))) {
      throw invalid(at + "/happenedAt", "The field is missing, or lies in the future.");
    }
    Integer seconds = event.seconds();
    if (seconds != null && (seconds < 0 || seconds > UsageEvent.MOST_SECONDS)) {
      throw invalid(at + "/seconds", "It is a number from 0 to " + UsageEvent.MOST_SECONDS + ".");
    }
    return new UsageEvent(event.id(), event.name(), seconds, event.happenedAt());
  }

  private static RuntimeException invalid(String pointer, String detail) {
    return new RequestRefusal.InvalidField(pointer, detail).asException();
  }
}
