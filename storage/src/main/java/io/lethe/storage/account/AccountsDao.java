package io.lethe.storage.account;

import io.lethe.domain.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(AccountsDao.Row.class)
@RegisterConstructorMapper(AccountsDao.Confirmation.class)
public interface AccountsDao {

  record Row(
      byte @Nullable [] email,
      @Nullable Instant emailConfirmedAt,
      byte @Nullable [] emailToConfirm,
      byte @Nullable [] displayName,
      @Nullable String locale,
      boolean mailWhenReady) {}

  record Confirmation(SubjectId subjectId, byte[] email) {}

  @SqlQuery(
      """
      SELECT a.email, a.email_confirmed_at, c.email AS email_to_confirm, a.display_name, a.locale,
        a.mail_when_ready
      FROM accounts a
      LEFT JOIN email_confirmations c ON c.subject_id = a.subject_id AND c.expires_at > :now
      WHERE a.subject_id = :subject
      """)
  Optional<Row> find(SubjectId subject, Instant now);

  @SqlUpdate(
      """
      INSERT INTO accounts (subject_id, changed_at)
      VALUES (:subject, :at)
      ON CONFLICT (subject_id) DO UPDATE SET changed_at = excluded.changed_at
      """)
  void ensure(SubjectId subject, Instant at);

  @SqlUpdate(
      """
      UPDATE accounts
      SET display_name = :name, changed_at = :at
      WHERE subject_id = :subject
      """)
  void displayName(SubjectId subject, byte @Nullable [] name, Instant at);

  @SqlUpdate(
      """
      UPDATE accounts
      SET locale = :locale, changed_at = :at
      WHERE subject_id = :subject
      """)
  void locale(SubjectId subject, @Nullable String locale, Instant at);

  @SqlUpdate(
      """
      UPDATE accounts
      SET mail_when_ready = :wanted, changed_at = :at
      WHERE subject_id = :subject
      """)
  void mailWhenReady(SubjectId subject, boolean wanted, Instant at);

  @SqlUpdate(
      """
      UPDATE accounts
      SET email = NULL, email_digest = NULL, email_confirmed_at = NULL, changed_at = :at
      WHERE subject_id = :subject
      """)
  void removeEmail(SubjectId subject, Instant at);

  @SqlQuery(
      """
      SELECT EXISTS (SELECT FROM accounts WHERE subject_id = :subject AND email_digest = :digest)
      """)
  boolean hasEmail(SubjectId subject, byte[] digest);

  @SqlQuery(
      """
      SELECT asked_at
      FROM email_confirmations
      WHERE subject_id = :subject
      """)
  Optional<Instant> lastAsked(SubjectId subject);

  /** The newest link is the one that counts. */
  @SqlUpdate(
      """
      INSERT INTO email_confirmations (subject_id, token_digest, email, asked_at, expires_at)
      VALUES (:subject, :tokenDigest, :email, :at, :expiresAt)
      ON CONFLICT (subject_id) DO UPDATE
      SET token_digest = excluded.token_digest, email = excluded.email,
        asked_at = excluded.asked_at, expires_at = excluded.expires_at
      """)
  void askToConfirm(
      SubjectId subject, byte[] tokenDigest, byte[] email, Instant at, Instant expiresAt);

  @SqlUpdate(
      """
      DELETE FROM email_confirmations
      WHERE subject_id = :subject
      """)
  void deleteConfirmation(SubjectId subject);

  @SqlQuery(
      """
      DELETE FROM email_confirmations
      WHERE token_digest = :tokenDigest AND expires_at > :now
      RETURNING subject_id, email
      """)
  Optional<Confirmation> takeConfirmation(byte[] tokenDigest, Instant now);

  @SqlUpdate(
      """
      UPDATE accounts
      SET email = :email, email_digest = :digest, email_confirmed_at = :at, changed_at = :at
      WHERE subject_id = :subject
      """)
  void confirmed(SubjectId subject, byte[] email, byte[] digest, Instant at);

  @SqlQuery(
      """
      SELECT subject_id
      FROM accounts
      WHERE email_digest = :digest
      ORDER BY subject_id
      """)
  List<SubjectId> withEmail(byte[] digest);
}
