package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(PackagesDao.Row.class)
public interface PackagesDao {

  /**
   * @param size absent while it is being written
   */
  record Row(RequestId requestId, SubjectId subjectId, String object, @Nullable Long size) {}

  @SqlUpdate(
      """
      INSERT INTO packages (request_id, subject_id, object, began_at, expires_at)
      VALUES (:request, :subject, :object, :at, :expiresAt)
      ON CONFLICT (request_id) DO UPDATE
      SET object = excluded.object, size = NULL, link_digest = NULL, began_at = excluded.began_at,
        expires_at = excluded.expires_at
      """)
  void begin(RequestId request, SubjectId subject, String object, Instant at, Instant expiresAt);

  @SqlUpdate(
      """
      UPDATE packages
      SET size = :size, link_digest = :linkDigest
      WHERE request_id = :request AND object = :object
      """)
  int whole(RequestId request, String object, long size, byte[] linkDigest);

  @SqlQuery(
      """
      SELECT request_id, subject_id, object, size
      FROM packages
      WHERE request_id = :request AND size IS NOT NULL AND expires_at > :now
      """)
  Optional<Row> find(RequestId request, Instant now);

  @SqlQuery(
      """
      SELECT request_id, subject_id, object, size
      FROM packages
      WHERE link_digest = :linkDigest AND size IS NOT NULL AND expires_at > :now
      """)
  Optional<Row> byLink(byte[] linkDigest, Instant now);

  @SqlQuery(
      """
      SELECT object
      FROM packages
      WHERE request_id = :request
      """)
  Optional<String> object(RequestId request);

  @SqlQuery(
      """
      SELECT request_id, subject_id, object, size
      FROM packages
      WHERE subject_id = :subject
      """)
  List<Row> ofSubject(SubjectId subject);

  @SqlQuery(
      """
      SELECT request_id, subject_id, object, size
      FROM packages
      WHERE expires_at <= :now
      ORDER BY expires_at
      LIMIT :limit
      """)
  List<Row> expired(Instant now, int limit);

  @SqlUpdate(
      """
      DELETE FROM packages
      WHERE request_id = :request
      """)
  void delete(RequestId request);
}
