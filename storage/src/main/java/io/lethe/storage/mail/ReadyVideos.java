package io.lethe.storage.mail;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.ledger.SubjectForgotten;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/**
 * Mail to those who asked to be told when a video is ready. Whoever has the app open collects it at
 * once and needs none, so it is queued only for what lies there a minute later; and once, because
 * it bears the job's own number. The jobs themselves know nothing of it.
 */
public final class ReadyVideos {
  static final Duration COLLECTED_AT_ONCE = Duration.ofMinutes(1);

  private static final int AT_A_TIME = 20;

  private final Jdbi jdbi;
  private final Accounts accounts;
  private final Outbox outbox;
  private final Clock clock;

  public ReadyVideos(Jdbi jdbi, Accounts accounts, Outbox outbox, Clock clock) {
    this.jdbi = jdbi;
    this.accounts = accounts;
    this.outbox = outbox;
    this.clock = clock;
  }

  @RegisterConstructorMapper(Ready.class)
  public interface Dao {
    @SqlQuery(
        """
        SELECT jobs.id AS job, jobs.subject_id AS subject
        FROM jobs
        JOIN accounts ON accounts.subject_id = jobs.subject_id
        WHERE jobs.state = 'READY' AND jobs.collected_at IS NULL AND jobs.ready_at <= :before
          AND accounts.mail_when_ready AND accounts.email IS NOT NULL
          AND NOT EXISTS (SELECT FROM outbox WHERE outbox.id = jobs.id)
        LIMIT :limit
        """)
    List<Ready> ready(Instant before, int limit);
  }

  public record Ready(JobId job, SubjectId subject) {}

  /** Queues what is to be told by now. Several processes may do it at once. */
  public void queueMails() {
    Instant before = clock.instant().minus(COLLECTED_AT_ONCE);
    for (Ready ready : jdbi.withExtension(Dao.class, dao -> dao.ready(before, AT_A_TIME))) {
      try {
        jdbi.useTransaction(handle -> queueMail(handle, ready));
      } catch (SubjectForgotten meanwhile) {
        // Then the video is being erased, too.
      }
    }
  }

  private void queueMail(Handle handle, Ready ready) {
    EmailAddress address = accounts.find(handle, ready.subject()).email();
    if (address != null) {
      MailId mail = new MailId(ready.job().value());
      outbox.queue(handle, mail, ready.subject(), MailKind.VIDEO_READY, address, Map.of());
    }
  }
}
