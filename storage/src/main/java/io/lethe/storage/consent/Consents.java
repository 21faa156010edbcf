package io.lethe.storage.consent;

import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Consent;
import io.lethe.domain.consent.Decision;
import io.lethe.domain.consent.Notice;
import io.lethe.domain.consent.Purpose;
import io.lethe.storage.ledger.SubjectForgotten;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What subjects agreed to. Records are only ever added, by this class and by force of the ledger.
 *
 * <p>A consent is in force if the newest record of its purpose is a grant under the notice that is
 * current: a changed text asks everyone anew (GDPR Art. 4(11), "informed"). Once {@link #withdraw}
 * returns, nothing that asked {@link #inForce(Handle, SubjectId, Purpose)} before is still under
 * way, and nothing that asks later gets a yes.
 */
public final class Consents {
  private final Jdbi jdbi;
  private final Notices notices;
  private final Clock clock;

  public Consents(Jdbi jdbi, Notices notices, Clock clock) {
    this.jdbi = jdbi;
    this.notices = notices;
    this.clock = clock;
  }

  /** The newest record; absent if the subject never decided. */
  public Optional<Consent> find(SubjectId subject, Purpose purpose) {
    return jdbi.withExtension(ConsentsDao.class, dao -> dao.newest(subject, purpose))
        .map(ConsentRow::toConsent);
  }

  /** As {@link #find}, as the transaction sees it. */
  public Optional<Consent> newest(Handle transaction, SubjectId subject, Purpose purpose) {
    return transaction
        .attach(ConsentsDao.class)
        .newest(subject, purpose)
        .map(ConsentRow::toConsent);
  }

  /** Every record, oldest first. */
  public List<Consent> history(SubjectId subject) {
    return jdbi.withExtension(ConsentsDao.class, dao -> dao.history(subject)).stream()
        .map(ConsentRow::toConsent)
        .toList();
  }

  /** Whether this record, as the newest of its purpose, allows anything. */
  public boolean isInForce(Consent consent) {
    return consent.isGranted()
        && consent.noticeHash().equals(notices.current(consent.purpose()).hash());
  }

  /** The grant in force, as of now; a courtesy check that promises nothing about later. */
  public Optional<Consent> inForce(SubjectId subject, Purpose purpose) {
    return find(subject, purpose).filter(this::isInForce);
  }

  /**
   * The grant in force, held until the transaction ends: a withdrawal that comes now waits for it.
   */
  public Optional<Consent> inForce(Handle transaction, SubjectId subject, Purpose purpose) {
    ConsentsDao dao = transaction.attach(ConsentsDao.class);
    dao.lockForReading(subject);
    return dao.newest(subject, purpose).map(ConsentRow::toConsent).filter(this::isInForce);
  }

  /**
   * Records a grant. If the same notice is granted already, nothing is added.
   *
   * @param notice the one that the subject was shown
   * @return the record in force
   */
  public Consent grant(SubjectId subject, Notice notice, ConsentChannel channel) {
    return jdbi.inTransaction(
        handle -> {
          ConsentsDao dao = handle.attach(ConsentsDao.class);
          if (dao.lockForDeciding(subject).isEmpty()) {
            throw new SubjectForgotten(subject);
          }
          Optional<Consent> newest =
              dao.newest(subject, notice.purpose()).map(ConsentRow::toConsent);
          if (newest.isPresent()
              && newest.get().isGranted()
              && newest.get().noticeHash().equals(notice.hash())) {
            return newest.get();
          }
          return dao.insert(
                  subject,
                  notice.purpose(),
                  Decision.GRANTED,
                  notice.version(),
                  notice.hash(),
                  notice.recipients(),
                  channel,
                  clock.instant())
              .toConsent();
        });
  }

  /**
   * Records a withdrawal, with the notice of the grant that it ends. If the newest record is a
   * withdrawal already, nothing is added. Jobs under way are not touched: see {@link
   * io.lethe.storage.video.Jobs#unfinished}.
   *
   * @return the newest record
   */
  public Consent withdraw(SubjectId subject, Purpose purpose, ConsentChannel channel) {
    return jdbi.inTransaction(handle -> withdraw(handle, subject, purpose, channel));
  }

  /** As {@link #withdraw(SubjectId, Purpose, ConsentChannel)}, in a transaction of the caller. */
  public Consent withdraw(
      Handle transaction, SubjectId subject, Purpose purpose, ConsentChannel channel) {
    ConsentsDao dao = transaction.attach(ConsentsDao.class);
    if (dao.lockForDeciding(subject).isEmpty()) {
      throw new SubjectForgotten(subject);
    }
    Optional<Consent> newest = dao.newest(subject, purpose).map(ConsentRow::toConsent);
    if (newest.isPresent() && !newest.get().isGranted()) {
      return newest.get();
    }
    Notice shown = notices.current(purpose);
    return dao.insert(
            subject,
            purpose,
            Decision.WITHDRAWN,
            newest.map(Consent::noticeVersion).orElse(shown.version()),
            newest.map(Consent::noticeHash).orElse(shown.hash()),
            newest.map(Consent::recipients).orElse(shown.recipients()),
            channel,
            clock.instant())
        .toConsent();
  }
}
