package io.lethe.storage.key;

import io.lethe.domain.JobId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(JobKeysDao.Wrapped.class)
public interface JobKeysDao {
  @SqlUpdate(
      """
      INSERT INTO keys (job_id, wrapped, created_at)
      VALUES (:job, :wrapped, :at)
      """)
  void insert(JobId job, byte[] wrapped, Instant at);

  /**
   * @param overdue whether the job's time is over, though nobody has erased it yet
   */
  record Wrapped(byte[] wrapped, boolean overdue) {}

  @SqlQuery(
      """
      SELECT wrapped,
        EXISTS (SELECT FROM jobs WHERE jobs.id = keys.job_id AND erase_by <= :now) AS overdue
      FROM keys
      WHERE job_id = :job AND wrapped IS NOT NULL
      """)
  Optional<Wrapped> wrapped(JobId job, Instant now);

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
