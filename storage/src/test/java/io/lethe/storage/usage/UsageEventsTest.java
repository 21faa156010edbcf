package io.lethe.storage.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.SubjectId;
import io.lethe.domain.usage.UsageEventName;
import io.lethe.storage.holding.Retention.Term;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class UsageEventsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private UsageEvents usage;

  @BeforeEach
  void open() {
    LEDGER.jdbi().useHandle(handle -> handle.execute("DELETE FROM usage_events"));
    storage = new TestStorage(LEDGER, folder);
    usage = storage.stores().people().usage();
  }

  @Test
  void nothingIsSaidOfFewerThanTwentyPeople() {
    people(19, UsageEventName.VIDEO_SHARED, 7);
    people(29, UsageEventName.VIDEO_SAVED, 7);
    storage.clock().advance(Duration.ofDays(1));

    assertThat(usage.totals())
        .singleElement()
        .satisfies(
            total -> {
              assertThat(total.name()).isEqualTo(UsageEventName.VIDEO_SAVED);
              // In tens: that one more person came does not show.
              assertThat(total.people()).isEqualTo(20);
              assertThat(total.medianSeconds()).isEqualTo(7);
            });
  }

  @Test
  void onePersonsManyEventsAreOnePerson() {
    SubjectId busy = storage.newSubject();
    for (int i = 0; i < 40; i++) {
      report(busy, UUID.randomUUID(), UsageEventName.HOME_SEEN, 1);
    }
    storage.clock().advance(Duration.ofDays(1));

    assertThat(usage.totals()).isEmpty();
  }

  @Test
  void aMedianOfFewPeopleIsNotToldEither() {
    people(25, UsageEventName.HOME_SEEN, null);
    report(storage.newSubject(), UUID.randomUUID(), UsageEventName.HOME_SEEN, 99);
    storage.clock().advance(Duration.ofDays(1));

    assertThat(usage.totals()).singleElement().extracting(UsageTotal::medianSeconds).isNull();
  }

  @Test
  void aDayThatGoesOnHasNoTotalYet() {
    people(25, UsageEventName.HOME_SEEN, 1);

    assertThat(usage.totals()).isEmpty();
  }

  @Test
  void theSameEventReportedTwiceCountsOnce() {
    SubjectId subject = storage.newSubject();
    UUID id = UUID.randomUUID();
    report(subject, id, UsageEventName.APP_OPENED, 1);
    report(subject, id, UsageEventName.APP_OPENED, 1);

    assertThat(rows()).isOne();
  }

  @Test
  void rawEventsExpireAfterThirtyDays() {
    people(1, UsageEventName.APP_OPENED, 1);
    storage.clock().advance(Duration.ofDays(29));
    storage.stores().people().retention().deleteExpired(Term.USAGE_EVENTS, 100);
    assertThat(rows()).isOne();

    storage.clock().advance(Duration.ofDays(1));
    storage.stores().people().retention().deleteExpired(Term.USAGE_EVENTS, 100);
    assertThat(rows()).isZero();
  }

  @Test
  void whatWouldHaveExpiredIsNotTaken() {
    usage.report(
        storage.newSubject(),
        List.of(
            new UsageEvent(UUID.randomUUID(), UsageEventName.APP_OPENED, null, usage.oldest())));

    assertThat(rows()).isZero();
  }

  private void people(int count, UsageEventName name, @Nullable Integer seconds) {
    for (int i = 0; i < count; i++) {
      report(storage.newSubject(), UUID.randomUUID(), name, seconds);
    }
  }

  private void report(SubjectId subject, UUID id, UsageEventName name, @Nullable Integer seconds) {
    usage.report(subject, List.of(new UsageEvent(id, name, seconds, storage.clock().instant())));
  }

  private long rows() {
    return LEDGER
        .jdbi()
        .withHandle(
            handle -> handle.select("SELECT count(*) FROM usage_events").mapTo(Long.class).one());
  }
}
