package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.Right;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(MailedRequestsDao.Row.class)
public interface MailedRequestsDao {

  record Row(
      SubjectId subjectId, Right asked, byte[] email, byte @Nullable [] details, Instant askedAt) {}

  @SqlUpdate(
      """
      INSERT INTO subjects (id, digest, first_seen_at, stranger)
      VALUES (:id, :digest, :at, true)
      ON CONFLICT (digest) DO NOTHING
      """)
  void meet(SubjectId id, byte[] digest, Instant at);

  @SqlQuery(
      """
      SELECT EXISTS (SELECT FROM subjects WHERE id = :subject AND stranger)
      """)
  boolean isStranger(SubjectId subject);

  @SqlQuery(
      """
      SELECT count(*)
      FROM mailed_requests
      WHERE subject_id = :subject AND asked_at > :since
      """)
  long countSince(SubjectId subject, Instant since);

  @SqlUpdate(
      """
      INSERT INTO mailed_requests
        (token_digest, subject_id, asked, email, details, asked_at, expires_at)
      VALUES (:tokenDigest, :subject, :right, :email, :details, :at, :expiresAt)
      """)
  void insert(
      byte[] tokenDigest,
      SubjectId subject,
      Right right,
      byte[] email,
      byte @Nullable [] details,
      Instant at,
      Instant expiresAt);

  @SqlQuery(
      """
      DELETE FROM mailed_requests
      WHERE token_digest = :tokenDigest AND expires_at > :now
      RETURNING subject_id, asked, email, details, asked_at
      """)
  Optional<Row> take(byte[] tokenDigest, Instant now);
}
