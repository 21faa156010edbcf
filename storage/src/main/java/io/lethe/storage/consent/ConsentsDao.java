package io.lethe.storage.consent;

import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Decision;
import io.lethe.domain.consent.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

@RegisterConstructorMapper(ConsentRow.class)
public interface ConsentsDao {

  /** While it is held, no decision of this subject is recorded. */
  @SqlQuery(
      """
      SELECT id
      FROM subjects
      WHERE id = :subject
      FOR SHARE
      """)
  Optional<SubjectId> lockForReading(SubjectId subject);

  /**
   * Absent once the subject's erasure has begun. While it is held, nobody else relies on a decision
   * of this subject or records one.
   */
  @SqlQuery(
      """
      SELECT id
      FROM subjects
      WHERE id = :subject AND erasing_at IS NULL
      FOR NO KEY UPDATE
      """)
  Optional<SubjectId> lockForDeciding(SubjectId subject);

  @SqlQuery(
      """
      SELECT id, purpose, decision, notice_version, notice_hash, recipients, decided_at
      FROM consents
      WHERE subject_id = :subject AND purpose = :purpose
      ORDER BY id DESC
      LIMIT 1
      """)
  Optional<ConsentRow> newest(SubjectId subject, Purpose purpose);

  @SqlQuery(
      """
      SELECT id, purpose, decision, notice_version, notice_hash, recipients, decided_at
      FROM consents
      WHERE subject_id = :subject
      ORDER BY id
      """)
  List<ConsentRow> history(SubjectId subject);

  @SqlQuery(
      """
      INSERT INTO consents
        (subject_id, purpose, decision, notice_version, notice_hash, recipients, channel, decided_at)
      VALUES
        (:subject, :purpose, :decision, :noticeVersion, :noticeHash, :recipients, :channel, :at)
      RETURNING id, purpose, decision, notice_version, notice_hash, recipients, decided_at
      """)
  ConsentRow insert(
      SubjectId subject,
      Purpose purpose,
      Decision decision,
      int noticeVersion,
      String noticeHash,
      List<String> recipients,
      ConsentChannel channel,
      Instant at);
}
