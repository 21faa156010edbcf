package io.lethe.storage.mail;

import io.lethe.domain.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(OutboxDao.Row.class)
public interface OutboxDao {

  record Row(
      UUID id,
      SubjectId subjectId,
      MailKind kind,
      byte[] recipient,
      byte[] variables,
      int attempts) {}

  @SqlUpdate(
      """
      INSERT INTO outbox (id, subject_id, kind, recipient, variables, state, created_at)
      VALUES (:id, :subject, :kind, :recipient, :variables, 'WAITING', :at)
      """)
  void insert(
      UUID id, SubjectId subject, MailKind kind, byte[] recipient, byte[] variables, Instant at);

  @SqlQuery(
      """
      UPDATE outbox
      SET attempts = attempts + 1, next_try_at = :until
      WHERE id IN (
        SELECT id
        FROM outbox
        WHERE state = 'WAITING' AND coalesce(next_try_at, created_at) <= :now
        ORDER BY coalesce(next_try_at, created_at)
        LIMIT :limit
        FOR UPDATE SKIP LOCKED
      )
      RETURNING id, subject_id, kind, recipient, variables, attempts
      """)
  List<Row> take(Instant now, Instant until, int limit);

  @SqlUpdate(
      """
      UPDATE outbox
      SET next_try_at = :at
      WHERE id = :id AND state = 'WAITING'
      """)
  void later(UUID id, Instant at);

  @SqlUpdate(
      """
      UPDATE outbox
      SET state = :state, variables = NULL, next_try_at = NULL, settled_at = :at
      WHERE id = :id AND state = 'WAITING'
      """)
  void settle(UUID id, MailState state, Instant at);

  @SqlUpdate(
      """
      DELETE FROM outbox
      WHERE id = :id
      """)
  void delete(UUID id);

  @SqlQuery(
      """
      SELECT min(created_at)
      FROM outbox
      WHERE state = 'WAITING'
      """)
  Optional<Instant> oldestWaiting();
}
