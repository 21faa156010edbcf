package io.lethe.storage.usage;

import io.lethe.domain.SubjectId;
import io.lethe.storage.key.SubjectKeysDao;
import io.lethe.storage.ledger.SubjectForgotten;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * How apps are used. Each event belongs to its subject, expires after a term, and is read by others
 * in one way only: as {@link #totals}, over whole days that are over and over enough people to name
 * none. There is no other question, because two questions that differ by one person name that one.
 */
public final class UsageEvents {
  private final Jdbi jdbi;
  private final Duration keptFor;
  private final int fewestPeople;
  private final Clock clock;

  /**
   * @param keptFor counted from when the event happened
   * @param fewestPeople below which there is no total
   */
  public UsageEvents(Jdbi jdbi, Duration keptFor, int fewestPeople, Clock clock) {
    this.jdbi = jdbi;
    this.keptFor = keptFor;
    this.fewestPeople = fewestPeople;
    this.clock = clock;
  }

  /** The oldest that is taken: what happened before it would have expired. */
  public Instant oldest() {
    return clock.instant().minus(keptFor);
  }

  /**
   * Adds all that are not known yet, in one transaction. Those that have expired already are passed
   * over.
   *
   * @throws SubjectForgotten if the subject's erasure has begun
   */
  public void report(SubjectId subject, List<UsageEvent> events) {
    Instant oldest = oldest();
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(SubjectKeysDao.class).lockKnown(subject).isEmpty()) {
            throw new SubjectForgotten(subject);
          }
          UsageEventsDao dao = handle.attach(UsageEventsDao.class);
          for (UsageEvent event : events) {
            if (event.happenedAt().isAfter(oldest)) {
              dao.insert(
                  subject,
                  event.id(),
                  event.name(),
                  event.seconds(),
                  event.happenedAt(),
                  event.happenedAt().plus(keptFor));
            }
          }
        });
  }

  /** Every total of the days that are over, oldest first. */
  public List<UsageTotal> totals() {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    // The oldest day is half expired.
    Instant from = oldest().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    return jdbi.withExtension(UsageEventsDao.class, dao -> dao.totals(from, today, fewestPeople));
  }
}
