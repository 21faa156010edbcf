package io.lethe.storage.identifier;

import io.lethe.domain.SubjectId;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

public interface IdentifiersDao {
  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT
        FROM identifiers
        WHERE subject_id = :subject AND kind = :kind AND digest = :digest AND last_seen_at >= :since
      )
      """)
  boolean isSeenSince(SubjectId subject, Identifier.Kind kind, byte[] digest, Instant since);

  @SqlUpdate(
      """
      INSERT INTO identifiers
        (subject_id, kind, digest, value, first_seen_at, last_seen_at, expires_at)
      VALUES (:subject, :kind, :digest, :value, :day, :day, :expiresAt)
      ON CONFLICT (subject_id, kind, digest) DO UPDATE
      SET last_seen_at = excluded.last_seen_at, expires_at = excluded.expires_at
      """)
  void seen(
      SubjectId subject,
      Identifier.Kind kind,
      byte[] digest,
      byte[] value,
      Instant day,
      Instant expiresAt);

  @SqlUpdate(
      """
      DELETE FROM identifiers
      WHERE subject_id = :subject AND kind = :kind AND digest = :digest
      """)
  int remove(SubjectId subject, Identifier.Kind kind, byte[] digest);
}
