package io.lethe.storage.mail;

import io.lethe.domain.SubjectId;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

public interface OutboxDao {
  @SqlUpdate(
      """
      INSERT INTO outbox (id, subject_id, kind, recipient, variables, state, created_at)
      VALUES (:id, :subject, :kind, :recipient, :variables, 'WAITING', :at)
      """)
  void insert(
      UUID id, SubjectId subject, MailKind kind, byte[] recipient, byte[] variables, Instant at);
}
