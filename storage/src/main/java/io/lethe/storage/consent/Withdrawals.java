package io.lethe.storage.consent;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.consent.Consent;
import io.lethe.domain.consent.Purpose;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.mail.Outbox;
import io.lethe.storage.video.JobsDao;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Withdrawals with what follows from them. In the transaction that records one, the jobs are found
 * that depended on it, and a mail is queued that tells the subject what becomes of them.
 */
public final class Withdrawals {
  private final Jdbi jdbi;
  private final Consents consents;
  private final Accounts accounts;
  private final Outbox outbox;

  public Withdrawals(Jdbi jdbi, Consents consents, Accounts accounts, Outbox outbox) {
    this.jdbi = jdbi;
    this.consents = consents;
    this.accounts = accounts;
    this.outbox = outbox;
  }

  /**
   * Records the withdrawal; repeating it adds nothing and tells nobody again.
   *
   * @return the jobs that are to be erased now, oldest first
   */
  public List<JobId> withdraw(SubjectId subject, Purpose purpose, ConsentChannel channel) {
    return jdbi.inTransaction(
        handle -> {
          boolean granted =
              consents.newest(handle, subject, purpose).filter(Consent::isGranted).isPresent();
          consents.withdraw(handle, subject, purpose, channel);
          if (purpose != Purpose.AI_PROCESSING) {
            return List.<JobId>of();
          }
          List<JobId> jobs = handle.attach(JobsDao.class).unfinished(subject);
          if (granted && !jobs.isEmpty()) {
            tell(handle, subject, jobs.size());
          }
          return jobs;
        });
  }

  private void tell(Handle handle, SubjectId subject, int jobs) {
    EmailAddress address = accounts.find(handle, subject).email();
    if (address != null) {
      outbox.queue(
          handle,
          subject,
          MailKind.CONSENT_WITHDRAWN,
          address,
          Map.of("videos", jobs == 1 ? "1 video" : jobs + " videos"));
    }
  }
}
