package io.lethe.storage.mail;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.consent.Consent;
import io.lethe.domain.consent.Purpose;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.Suppressions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The one way that promotional mail leaves the outbox: one mail at a time, asked about in the
 * transaction that takes it, right before it is sent. It passes if the consent to marketing is in
 * force, nobody objected at its address since that consent was given, the address is still the
 * subject's own, and does not have it already through another account; otherwise it ends as {@link
 * MailState#SUPPRESSED} (GDPR Art. 7(3), 21(3)).
 *
 * <p>An objection that comes meanwhile waits for the transaction. So once it is answered, no mail
 * passes any more; the one that each worker may be handing to the mail server in that very moment
 * is all that can still arrive.
 */
public final class PromotionGate {
  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Accounts accounts;
  private final Consents consents;
  private final Suppressions suppressions;

  public PromotionGate(
      Jdbi jdbi, Outbox outbox, Accounts accounts, Consents consents, Suppressions suppressions) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.accounts = accounts;
    this.consents = consents;
    this.suppressions = suppressions;
  }

  /** What the gate said about one mail. */
  public sealed interface Decision {}

  /** To be sent now, and then said of to the outbox. */
  public record Passed(OutgoingMail mail) implements Decision {}

  /** Not to be sent, ever; nothing is left to do. */
  public record Suppressed(MailId mail) implements Decision {}

  /**
   * Decides about the promotional mail that is due and waited longest; absent if there is none.
   *
   * @param lease longer than sending it takes
   */
  public Optional<Decision> next(Duration lease) {
    return jdbi.inTransaction(
        handle -> outbox.takePromotion(handle, lease).map(mail -> decide(handle, mail)));
  }

  private Decision decide(Handle handle, OutgoingMail mail) {
    if (isWanted(handle, mail)) {
      return new Passed(mail);
    }
    outbox.suppressed(handle, mail.id());
    return new Suppressed(mail.id());
  }

  private boolean isWanted(Handle handle, OutgoingMail mail) {
    SubjectId subject = mail.subject();
    if (subject == null) {
      return false;
    }
    Optional<Consent> consent = consents.inForce(handle, subject, Purpose.MARKETING);
    EmailAddress recipient = mail.recipient();
    return consent.isPresent()
        && recipient.equals(accounts.find(handle, subject).email())
        && !suppressions.isSuppressed(handle, recipient, consent.get().decidedAt())
        && !isThereAlready(handle, mail.id(), subject);
  }

  private static boolean isThereAlready(Handle handle, MailId mail, SubjectId subject) {
    OutboxDao dao = handle.attach(OutboxDao.class);
    List<UUID> accounts = dao.lockAddress(subject);
    return dao.reachesOneOf(mail.value(), accounts);
  }
}
