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

  @SqlQuery(
      """
      SELECT wrapped
      FROM keys
      WHERE job_id = :job AND wrapped IS NOT NULL
      """)
  Optional<byte[]> wrapped(JobId job);

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
