package io.lethe.storage.identifier;

import io.lethe.domain.SubjectId;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.key.SubjectKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The devices and networks a person came from, so that an account that is used from elsewhere can
 * be noticed, by the person first. Kept for a term after they were last seen, to the day.
 */
public final class Identifiers {
  /** What the value is sealed for. */
  static final String VALUE = "identifiers.value";

  private final Jdbi jdbi;
  private final SubjectKeys keys;
  private final DigestKey digests;
  private final Duration keptFor;
  private final Clock clock;

  public Identifiers(
      Jdbi jdbi, SubjectKeys keys, DigestKey digests, Duration keptFor, Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.digests = digests;
    this.keptFor = keptFor;
    this.clock = clock;
  }

  /**
   * Notes that the subject came from there today. The second time on a day nothing is written.
   *
   * @throws io.lethe.storage.ledger.SubjectForgotten if the subject's erasure has begun
   */
  public void seen(SubjectId subject, Identifier from) {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    byte[] digest = digest(subject, from);
    if (jdbi.withExtension(
        IdentifiersDao.class, dao -> dao.isSeenSince(subject, from.kind(), digest, today))) {
      return;
    }
    jdbi.useTransaction(
        handle ->
            handle
                .attach(IdentifiersDao.class)
                .seen(
                    subject,
                    from.kind(),
                    digest,
                    keys.forWriting(handle, subject).seal(VALUE, from.value()),
                    today,
                    today.plus(keptFor)));
  }

  /** Returns whether the subject was said to have come from there; now nothing says so. */
  public boolean remove(Handle transaction, SubjectId subject, Identifier from) {
    return transaction
            .attach(IdentifiersDao.class)
            .remove(subject, from.kind(), digest(subject, from))
        == 1;
  }

  private byte[] digest(SubjectId subject, Identifier from) {
    return digests.digest("identifier", subject.toString(), from.value());
  }
}
