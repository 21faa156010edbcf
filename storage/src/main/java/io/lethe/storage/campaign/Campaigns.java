package io.lethe.storage.campaign;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.campaign.CampaignId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.consent.OptOutWords;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.mail.MailId;
import io.lethe.storage.mail.Outbox;
import io.lethe.storage.staff.AuditLog;
import io.lethe.storage.staff.StaffAct;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Promotional mail to everyone who ever agreed to it, up to when it was ordered. Nobody is looked
 * through when it is ordered: mails are queued a few at a time while those before are being sent,
 * from wherever it stopped, so that neither memory nor the outbox ever holds all of them and a
 * campaign that was interrupted goes on. Whether a mail is sent is for the {@link
 * io.lethe.storage.mail.PromotionGate} alone.
 *
 * <p>Nobody gets a campaign twice: a mail's id follows from campaign and subject, and a grant that
 * was passed is never come back to.
 */
public final class Campaigns {
  /** Enough to keep several workers busy for a few seconds, and soon looked through. */
  static final int MOST_WAITING = 100;

  /** Each is locked until the few milliseconds that all of them take are over. */
  private static final int AT_A_TIME = 20;

  private final Jdbi jdbi;
  private final Accounts accounts;
  private final Outbox outbox;
  private final OptOutWords optOuts;
  private final DigestKey digests;
  private final AuditLog log;
  private final Clock clock;

  public Campaigns(
      Jdbi jdbi,
      Accounts accounts,
      Outbox outbox,
      OptOutWords optOuts,
      DigestKey digests,
      AuditLog log,
      Clock clock) {
    this.jdbi = jdbi;
    this.accounts = accounts;
    this.outbox = outbox;
    this.optOuts = optOuts;
    this.digests = digests;
    this.log = log;
    this.clock = clock;
  }

  /** What an order came to. */
  public enum Ordering {
    NEW,
    /** There is one with this number and these words: nothing was done. */
    REPEATED,
    /** There is one with this number and other words: nothing was done. */
    OTHER_WORDS
  }

  /** Takes the order, and notes in the log who gave it. */
  public Ordering order(CampaignId id, String title, String text, StaffId by) {
    return jdbi.inTransaction(
        handle -> {
          CampaignsDao dao = handle.attach(CampaignsDao.class);
          if (dao.insert(id, title, text, clock.instant()) == 1) {
            // The log keeps one number for whatever was acted on.
            log.append(handle, by, StaffAct.CAMPAIGN_ORDERED, new RequestId(id.value()));
            return Ordering.NEW;
          }
          return dao.says(id, title, text) ? Ordering.REPEATED : Ordering.OTHER_WORDS;
        });
  }

  public Optional<Campaign> find(CampaignId id) {
    return jdbi.withExtension(CampaignsDao.class, dao -> dao.find(id));
  }

  /**
   * Queues the next few mails of the oldest campaign that is not complete, unless enough are
   * waiting to be sent.
   *
   * @return whether there was something to do, so that there may be more
   */
  public boolean feed() {
    return jdbi.inTransaction(
        handle -> {
          CampaignsDao dao = handle.attach(CampaignsDao.class);
          if (dao.waiting() >= MOST_WAITING) {
            return false;
          }
          Optional<CampaignsDao.Underway> campaign = dao.lockOldest();
          campaign.ifPresent(underway -> feed(handle, dao, underway));
          return campaign.isPresent();
        });
  }

  private void feed(Handle handle, CampaignsDao dao, CampaignsDao.Underway campaign) {
    List<CampaignsDao.Agreed> next = dao.agreed(campaign.reached(), campaign.until(), AT_A_TIME);
    long queued =
        next.stream().filter(agreed -> queue(handle, campaign.id(), agreed.subject())).count();
    if (!next.isEmpty()) {
      dao.reached(campaign.id(), next.get(next.size() - 1).number(), queued);
    }
    if (next.size() < AT_A_TIME) {
      dao.complete(campaign.id(), clock.instant());
    }
  }

  private boolean queue(Handle handle, CampaignId campaign, SubjectId subject) {
    EmailAddress address = accounts.find(handle, subject).email();
    if (address == null) {
      return false;
    }
    try {
      return outbox.queuePromotion(
          handle,
          mailId(campaign, subject),
          subject,
          campaign,
          address,
          OptOutWords.PATH + optOuts.draw(subject, address));
    } catch (SubjectForgotten meanwhile) {
      return false;
    }
  }

  private MailId mailId(CampaignId campaign, SubjectId subject) {
    byte[] digest = digests.digest("campaign-mail", campaign.toString(), subject.toString());
    return new MailId(UUID.nameUUIDFromBytes(digest));
  }
}
