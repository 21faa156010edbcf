package io.lethe.storage.provider;

import io.lethe.domain.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(ProviderTracesDao.Row.class)
public interface ProviderTracesDao {

  record Row(
      UUID egressId,
      boolean forgotten,
      @Nullable String output,
      @Nullable CancelOutcome cancelAnswer,
      @Nullable TraceEnd endedAs,
      @Nullable Instant endedAt,
      int filesDeleted,
      @Nullable Instant deletedAt,
      @Nullable Instant absentAt) {}

  /**
   * Those whose turn it is to be looked at, of jobs that nobody waits for any more; each is given
   * to one caller until {@code next}.
   */
  @SqlQuery(
      """
      WITH due AS (
        SELECT t.egress_id
        FROM provider_traces t
        JOIN egress e ON e.id = t.egress_id
        LEFT JOIN jobs j ON j.id = e.job_id
        WHERE t.receipt_amended_at IS NULL AND t.look_at <= :now
          AND (j.id IS NULL OR j.state IN ('READY', 'ERASING', 'ERASED'))
        ORDER BY t.look_at
        LIMIT :limit
        FOR UPDATE OF t SKIP LOCKED
      )
      UPDATE provider_traces t
      SET look_at = :next
      FROM due, egress e
      WHERE t.egress_id = due.egress_id AND e.id = t.egress_id
      RETURNING t.egress_id,
        EXISTS (SELECT 1 FROM erasures x WHERE x.job_id = e.job_id) AS forgotten,
        t.output, t.cancel_answer, t.ended_as, t.ended_at, t.files_deleted, t.deleted_at,
        t.absent_at
      """)
  List<Row> takeDue(Instant now, Instant next, int limit);

  @SqlQuery(
      """
      SELECT t.egress_id,
        EXISTS (SELECT 1 FROM erasures x WHERE x.job_id = e.job_id) AS forgotten,
        t.output, t.cancel_answer, t.ended_as, t.ended_at, t.files_deleted, t.deleted_at,
        t.absent_at
      FROM provider_traces t
      JOIN egress e ON e.id = t.egress_id
      WHERE e.job_id = :job AND e.status = 'ACCEPTED'
      """)
  Optional<Row> ofJob(JobId job);

  @SqlUpdate(
      """
      UPDATE provider_traces
      SET cancel_answer = coalesce(cancel_answer, :answer)
      WHERE egress_id = :egress
      """)
  void cancelled(UUID egress, CancelOutcome answer);

  @SqlUpdate(
      """
      UPDATE provider_traces
      SET ended_as = :end, ended_at = :at, output = :output
      WHERE egress_id = :egress AND ended_at IS NULL
      """)
  void ended(UUID egress, TraceEnd end, @Nullable String output, Instant at);

  @SqlUpdate(
      """
      UPDATE provider_traces
      SET files_deleted = files_deleted + :files, deleted_at = coalesce(deleted_at, :at)
      WHERE egress_id = :egress
      """)
  void deleted(UUID egress, int files, Instant at);

  @SqlUpdate(
      """
      UPDATE provider_traces
      SET absent_at = coalesce(absent_at, :at), output = NULL
      WHERE egress_id = :egress
      """)
  void absent(UUID egress, Instant at);

  @SqlUpdate(
      """
      UPDATE provider_traces
      SET receipt_amended_at = coalesce(receipt_amended_at, :at)
      WHERE egress_id = :egress
      """)
  void receiptAmended(UUID egress, Instant at);

  @SqlUpdate(
      """
      UPDATE provider_traces
      SET look_at = :next
      WHERE egress_id = :egress
      """)
  void lookAt(UUID egress, Instant next);
}
