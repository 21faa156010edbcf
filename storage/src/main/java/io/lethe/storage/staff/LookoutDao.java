package io.lethe.storage.staff;

import io.lethe.storage.provider.Block;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

@RegisterConstructorMapper(Block.class)
@RegisterConstructorMapper(Lookout.OverdueErasure.class)
@RegisterConstructorMapper(Lookout.IssuedReceipt.class)
@RegisterConstructorMapper(Lookout.UnknownSubmission.class)
@RegisterConstructorMapper(Lookout.OffModel.class)
@RegisterConstructorMapper(Lookout.Waiting.class)
public interface LookoutDao {

  @SqlQuery(
      """
      SELECT id AS job, erase_by,
        EXISTS (
          SELECT FROM legal_holds h
          WHERE h.subject_id = jobs.subject_id AND h.released_at IS NULL AND h.ends_at > :now
        ) AS held
      FROM jobs
      WHERE state <> 'ERASED' AND erase_by < :now
      ORDER BY erase_by
      LIMIT :limit
      """)
  List<Lookout.OverdueErasure> overdue(Instant now, int limit);

  @SqlQuery(
      """
      SELECT job_id AS job, issued_at, jws
      FROM receipts
      ORDER BY issued_at DESC
      LIMIT :limit
      """)
  List<Lookout.IssuedReceipt> newestReceipts(int limit);

  @SqlQuery(
      """
      SELECT job_id AS job, status, sent_at
      FROM egress
      WHERE status IN ('SENDING', 'UNKNOWN') AND sent_at < :before
      ORDER BY sent_at
      LIMIT :limit
      """)
  List<Lookout.UnknownSubmission> unknown(Instant before, int limit);

  @SqlQuery(
      """
      SELECT recipient, reason, since, try_at
      FROM provider_blocks
      ORDER BY since
      LIMIT 1
      """)
  Optional<Block> block();

  @SqlQuery(
      """
      SELECT count(*) AS count, min(since) AS oldest
      FROM submissions_waiting
      """)
  Lookout.Waiting submissionsWaiting();

  @SqlQuery(
      """
      SELECT count(*) AS count, min(created_at) AS oldest
      FROM outbox
      WHERE state = 'WAITING'
      """)
  Lookout.Waiting mailWaiting();

  @SqlQuery(
      """
      SELECT count(*) AS count, min(began_at) AS oldest
      FROM erasures
      WHERE looked_again_at IS NULL
        AND EXISTS (SELECT FROM receipts WHERE receipts.job_id = erasures.job_id)
      """)
  Lookout.Waiting secondLooksWaiting();

  @SqlQuery(
      """
      SELECT count(*) AS count, min(look_at) AS oldest
      FROM provider_traces
      WHERE receipt_amended_at IS NULL
      """)
  Lookout.Waiting tracesOpen();

  @SqlQuery(
      """
      SELECT id AS model, off_because AS because, checked_at
      FROM models
      WHERE off_because IS NOT NULL
      ORDER BY id
      """)
  List<Lookout.OffModel> offModels();
}
