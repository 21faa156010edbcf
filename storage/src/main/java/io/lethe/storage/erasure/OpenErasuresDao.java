package io.lethe.storage.erasure;

import io.lethe.domain.JobId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

@RegisterConstructorMapper(OpenErasures.Overdue.class)
public interface OpenErasuresDao {

  /**
   * An erasure may have begun for a job that the ledger does not know: its order was taken back.
   */
  @SqlQuery(
      """
      SELECT id
      FROM (
        SELECT id
        FROM jobs
        WHERE state <> 'ERASED' AND erase_by < :before
        UNION
        SELECT job_id
        FROM erasures
        WHERE began_at < :before
          AND NOT EXISTS (SELECT 1 FROM receipts WHERE receipts.job_id = erasures.job_id)
      ) AS unconfirmed
      ORDER BY random()
      LIMIT :limit
      """)
  List<JobId> unconfirmed(Instant before, int limit);

  @SqlQuery(
      """
      SELECT erasures.job_id
      FROM erasures
      JOIN receipts ON receipts.job_id = erasures.job_id
      WHERE erasures.looked_again_at IS NULL AND receipts.issued_at < :issuedBefore
      ORDER BY random()
      LIMIT :limit
      """)
  List<JobId> lookedAtOnce(Instant issuedBefore, int limit);

  @SqlQuery(
      """
      SELECT id
      FROM jobs
      WHERE state <> 'ERASED' AND state <> 'ERASING'
      """)
  List<JobId> notBegun();

  @SqlQuery(
      """
      SELECT count(*) AS jobs, min(erase_by) AS oldest
      FROM jobs
      WHERE state <> 'ERASED' AND erase_by < :now
      """)
  OpenErasures.Overdue overdue(Instant now);
}
