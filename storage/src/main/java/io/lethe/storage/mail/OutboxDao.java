package io.lethe.storage.mail;

import io.lethe.domain.SubjectId;
import io.lethe.domain.campaign.CampaignId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(OutboxDao.Row.class)
@RegisterConstructorMapper(OutboxDao.PromotionRow.class)
public interface OutboxDao {

  /**
   * @param subjectId absent once there is none any more
   */
  record Row(
      UUID id,
      @Nullable SubjectId subjectId,
      MailKind kind,
      byte[] recipient,
      byte[] variables,
      int attempts) {}

  /** With the words of the campaign. */
  record PromotionRow(@Nested Row mail, String title, String text) {}

  @SqlUpdate(
      """
      INSERT INTO outbox (id, subject_id, kind, recipient, variables, state, created_at)
      VALUES (:id, :subject, :kind, :recipient, :variables, 'WAITING', :at)
      ON CONFLICT (id) DO NOTHING
      """)
  void insert(
      UUID id, SubjectId subject, MailKind kind, byte[] recipient, byte[] variables, Instant at);

  /** Not due until {@link #due} says so. */
  @SqlUpdate(
      """
      INSERT INTO outbox (id, kind, recipient, variables, state, created_at, next_try_at)
      VALUES (:id, 'SUBJECT_ERASED', :recipient, :variables, 'WAITING', :at, 'infinity')
      ON CONFLICT (id) DO NOTHING
      """)
  void insertForLater(UUID id, byte[] recipient, byte[] variables, Instant at);

  @SqlUpdate(
      """
      UPDATE outbox
      SET variables = :variables, next_try_at = NULL
      WHERE id = :id AND next_try_at = 'infinity'
      """)
  int due(UUID id, byte[] variables);

  /** Returns 0 if it is there already. */
  @SqlUpdate(
      """
      INSERT INTO outbox (id, subject_id, kind, campaign_id, recipient, variables, state, created_at)
      VALUES (:id, :subject, 'PROMOTION', :campaign, :recipient, :variables, 'WAITING', :at)
      ON CONFLICT (id) DO NOTHING
      """)
  int insertPromotion(
      UUID id,
      SubjectId subject,
      CampaignId campaign,
      byte[] recipient,
      byte[] variables,
      Instant at);

  @SqlQuery(
      """
      UPDATE outbox
      SET attempts = attempts + 1, next_try_at = :until
      WHERE id IN (
        SELECT id
        FROM outbox
        WHERE state = 'WAITING' AND campaign_id IS NULL
          AND coalesce(next_try_at, created_at) <= :now
        ORDER BY coalesce(next_try_at, created_at)
        LIMIT :limit
        FOR UPDATE SKIP LOCKED
      )
      RETURNING id, subject_id, kind, recipient, variables, attempts
      """)
  List<Row> take(Instant now, Instant until, int limit);

  /** The same for one promotional mail, with the words of its campaign. */
  @SqlQuery(
      """
      UPDATE outbox
      SET attempts = attempts + 1, next_try_at = :until
      FROM campaigns
      WHERE campaigns.id = outbox.campaign_id AND outbox.id = (
        SELECT id
        FROM outbox
        WHERE state = 'WAITING' AND campaign_id IS NOT NULL
          AND coalesce(next_try_at, created_at) <= :now
        ORDER BY coalesce(next_try_at, created_at)
        LIMIT 1
        FOR UPDATE SKIP LOCKED
      )
      RETURNING outbox.id, outbox.subject_id, outbox.kind, outbox.recipient, outbox.variables,
        outbox.attempts, campaigns.title, campaigns.text
      """)
  Optional<PromotionRow> takePromotion(Instant now, Instant until);

  /** One at a time decides about mails to one address, whichever accounts have it. */
  @SqlQuery(
      """
      SELECT subject_id
      FROM accounts
      WHERE email_digest = (SELECT email_digest FROM accounts WHERE subject_id = :subject)
      ORDER BY subject_id
      FOR NO KEY UPDATE
      """)
  List<UUID> lockAddress(SubjectId subject);

  /** Whether the campaign's mail for another of these accounts was sent, or is being sent. */
  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT
        FROM outbox other
        JOIN outbox mail ON mail.campaign_id = other.campaign_id AND mail.id <> other.id
        WHERE mail.id = :id AND other.subject_id = ANY (:accounts)
          AND (other.state = 'SENT' OR (other.state = 'WAITING' AND other.attempts > 0))
      )
      """)
  boolean reachesOneOf(UUID id, List<UUID> accounts);

  @SqlUpdate(
      """
      UPDATE outbox
      SET next_try_at = :at
      WHERE id = :id AND state = 'WAITING'
      """)
  void later(UUID id, Instant at);

  /** Nothing of it is kept. Returns 0 where its subject is known: then it is settled. */
  @SqlUpdate(
      """
      DELETE FROM outbox
      WHERE id = :id AND subject_id IS NULL
      """)
  int forget(UUID id);

  /** A campaign counts what became of its mails: the rows themselves are kept for days only. */
  @SqlUpdate(
      """
      WITH settled AS (
        UPDATE outbox
        SET state = :state, variables = NULL, next_try_at = NULL, settled_at = :at
        WHERE id = :id AND state = 'WAITING'
        RETURNING campaign_id, state
      )
      UPDATE campaigns
      SET sent = sent + CASE settled.state WHEN 'SENT' THEN 1 ELSE 0 END,
        suppressed = suppressed + CASE settled.state WHEN 'SUPPRESSED' THEN 1 ELSE 0 END
      FROM settled
      WHERE campaigns.id = settled.campaign_id
      """)
  void settle(UUID id, MailState state, Instant at);

  @SqlUpdate(
      """
      DELETE FROM outbox
      WHERE id = :id
      """)
  void delete(UUID id);

  @SqlQuery(
      """
      SELECT min(created_at)
      FROM outbox
      WHERE state = 'WAITING' AND next_try_at IS DISTINCT FROM 'infinity'
      """)
  Optional<Instant> oldestWaiting();
}
