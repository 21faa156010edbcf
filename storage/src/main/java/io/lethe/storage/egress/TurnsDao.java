package io.lethe.storage.egress;

import io.lethe.domain.JobId;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Whose turn it is at a recipient that works on a limited number of requests at once. */
public interface TurnsDao {

  /** Held until the transaction ends: two jobs can't both take the last place. */
  @SqlQuery("SELECT pg_advisory_xact_lock(hashtextextended(:recipient, 0)) IS NULL")
  boolean lock(String recipient);

  /** Requests that are or may be with the recipient. */
  @SqlQuery(
      """
      SELECT
        (SELECT count(*)
         FROM egress e
         WHERE e.status IN ('SENDING', 'UNKNOWN') AND e.sent_at > :unknownSince
           AND e.recipient = :recipient)
        + (SELECT count(*)
           FROM provider_traces t
           JOIN egress e ON e.id = t.egress_id
           WHERE t.receipt_amended_at IS NULL AND t.ended_at IS NULL AND e.sent_at > :since
             AND e.recipient = :recipient)
      """)
  long atRecipient(String recipient, Instant since, Instant unknownSince);

  @SqlUpdate(
      """
      INSERT INTO submissions_waiting (job_id, since, asked_at)
      VALUES (:job, :now, :now)
      ON CONFLICT (job_id) DO UPDATE SET asked_at = excluded.asked_at
      """)
  void ask(JobId job, Instant now);

  /** Jobs that wait for longer and asked lately. */
  @SqlQuery(
      """
      SELECT count(*)
      FROM submissions_waiting earlier
      JOIN submissions_waiting own ON (earlier.since, earlier.job_id) < (own.since, own.job_id)
      WHERE own.job_id = :job AND earlier.asked_at > :askedSince
      """)
  long ahead(JobId job, Instant askedSince);

  @SqlUpdate(
      """
      DELETE FROM submissions_waiting
      WHERE job_id = :job OR asked_at < :askedBefore
      """)
  void leave(JobId job, Instant askedBefore);
}
