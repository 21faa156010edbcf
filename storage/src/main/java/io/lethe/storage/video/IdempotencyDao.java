package io.lethe.storage.video;

import io.lethe.domain.JobId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(IdempotencyDao.Row.class)
public interface IdempotencyDao {

  /**
   * @param requestDigest absent once the job's key is destroyed
   */
  record Row(JobId jobId, byte @Nullable [] requestDigest, Instant createdAt) {}

  @SqlQuery(
      """
      SELECT job_id, request_digest, created_at
      FROM idempotency_keys
      WHERE key_digest = :keyDigest AND expires_at > :now
      """)
  Optional<Row> find(byte[] keyDigest, Instant now);

  /**
   * Takes the key for a job, also if it expired. Waits for another transaction that is taking it.
   *
   * @return 0 if it stands for another job
   */
  @SqlUpdate(
      """
      INSERT INTO idempotency_keys (key_digest, job_id, request_digest, created_at, expires_at)
      VALUES (:keyDigest, :job, :requestDigest, :now, :expiresAt)
      ON CONFLICT (key_digest) DO UPDATE
      SET job_id = excluded.job_id,
        request_digest = excluded.request_digest,
        created_at = excluded.created_at,
        expires_at = excluded.expires_at
      WHERE idempotency_keys.expires_at <= :now
      """)
  int take(byte[] keyDigest, JobId job, byte[] requestDigest, Instant now, Instant expiresAt);

  /**
   * @param limit most to delete; what another process is deleting is passed over
   * @return how many were deleted
   */
  @SqlUpdate(
      """
      DELETE FROM idempotency_keys
      WHERE key_digest IN (
        SELECT key_digest
        FROM idempotency_keys
        WHERE expires_at <= :now
        ORDER BY expires_at
        LIMIT :limit
        FOR UPDATE SKIP LOCKED
      )
      """)
  int deleteExpired(Instant now, int limit);

  @SqlUpdate(
      """
      DELETE FROM idempotency_keys
      WHERE job_id = :job
      """)
  void delete(JobId job);
}
