package io.lethe.storage.provider;

import io.lethe.domain.JobId;
import io.lethe.domain.video.UploadRole;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(HandOffsDao.Row.class)
public interface HandOffsDao {

  record Row(UUID egressId, JobId jobId, UploadRole role) {}

  @SqlUpdate(
      """
      INSERT INTO hand_offs (token_digest, egress_id, role, expires_at)
      VALUES (:digest, :egress, :role, :expiresAt)
      """)
  void insert(byte[] digest, UUID egress, UploadRole role, Instant expiresAt);

  /** Only of a submission that may be with the provider. */
  @SqlQuery(
      """
      SELECT h.egress_id, e.job_id, h.role
      FROM hand_offs h
      JOIN egress e ON e.id = h.egress_id
      WHERE h.token_digest = :digest AND h.expires_at > :now
        AND e.status IN ('SENDING', 'UNKNOWN', 'ACCEPTED')
      """)
  Optional<Row> find(byte[] digest, Instant now);

  @SqlUpdate(
      """
      INSERT INTO egress
        (id, job_id, consent_id, recipient, endpoint, content, bytes, status, part_of, sent_at)
      SELECT :id, job_id, :consentId, recipient, endpoint, ARRAY['FILE'], :bytes, 'FETCHED', id, :at
      FROM egress
      WHERE id = :egress
      """)
  void insertFetch(UUID id, UUID egress, long consentId, long bytes, Instant at);

  @SqlUpdate(
      """
      DELETE FROM hand_offs
      WHERE token_digest IN (
        SELECT h.token_digest
        FROM hand_offs h
        JOIN egress e ON e.id = h.egress_id
        LEFT JOIN jobs j ON j.id = e.job_id
        WHERE h.expires_at <= :now OR e.status = 'NOT_ACCEPTED' OR j.state IS DISTINCT FROM 'RENDERING'
        LIMIT :limit
      )
      """)
  long deleteOver(Instant now, int limit);
}
