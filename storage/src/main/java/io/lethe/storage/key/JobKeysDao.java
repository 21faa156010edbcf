package io.lethe.storage.key;

import io.lethe.domain.JobId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

public interface JobKeysDao {
  @SqlUpdate(
      """
      INSERT INTO keys (job_id, wrapped, created_at)
      VALUES (:job, :wrapped, :at)
      """)
  void insert(JobId job, byte[] wrapped, Instant at);

  /** Absent also when the job's time is over, though nobody has erased it yet. */
  @SqlQuery(
      """
      SELECT wrapped
      FROM keys
      WHERE job_id = :job AND wrapped IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = keys.job_id AND erase_by <= :now)
      """)
  Optional<byte[]> wrapped(JobId job, Instant now);

  @SqlQuery(
      """
      SELECT count(*)
      FROM keys
      WHERE job_id = :job AND wrapped IS NOT NULL
      """)
  long countLeft(JobId job);

  @SqlUpdate(
      """
      UPDATE keys
      SET wrapped = NULL, destroyed_at = :at
      WHERE job_id = :job AND wrapped IS NOT NULL
      """)
  int destroy(JobId job, Instant at);

  @SqlUpdate(
      """
      DELETE FROM keys
      WHERE job_id = :job
      """)
  void delete(JobId job);
}
