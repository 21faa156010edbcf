package io.lethe.storage.subject;

import io.lethe.domain.SubjectId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

public interface SubjectsDao {
  @SqlQuery(
      """
      SELECT id
      FROM subjects
      WHERE digest = :digest
      """)
  Optional<SubjectId> find(byte[] digest);

  @SqlUpdate(
      """
      INSERT INTO subjects (id, digest, first_seen_at)
      VALUES (:id, :digest, :at)
      ON CONFLICT (digest) DO NOTHING
      """)
  void insert(SubjectId id, byte[] digest, Instant at);
}
