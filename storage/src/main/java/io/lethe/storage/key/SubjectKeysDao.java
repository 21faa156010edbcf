package io.lethe.storage.key;

import io.lethe.domain.SubjectId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

public interface SubjectKeysDao {
  /** Absent once the erasure has begun. */
  @SqlQuery(
      """
      SELECT id
      FROM subjects
      WHERE id = :subject AND erasing_at IS NULL
      FOR SHARE
      """)
  Optional<SubjectId> lockKnown(SubjectId subject);

  @SqlUpdate(
      """
      INSERT INTO subject_keys (subject_id, wrapped, created_at)
      VALUES (:subject, :wrapped, :at)
      ON CONFLICT (subject_id) DO NOTHING
      """)
  void insert(SubjectId subject, byte[] wrapped, Instant at);

  @SqlQuery(
      """
      SELECT wrapped
      FROM subject_keys
      WHERE subject_id = :subject AND wrapped IS NOT NULL
      """)
  Optional<byte[]> wrapped(SubjectId subject);

  @SqlUpdate(
      """
      UPDATE subject_keys
      SET wrapped = NULL, destroyed_at = :at
      WHERE subject_id = :subject AND wrapped IS NOT NULL
      """)
  int destroy(SubjectId subject, Instant at);
}
