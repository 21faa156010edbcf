package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import io.lethe.storage.holding.Corrected;
import io.lethe.storage.holding.Correction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(CorrectionsDao.Row.class)
@RegisterConstructorMapper(CorrectionsDao.Said.class)
@RegisterConstructorMapper(CorrectionsDao.Sent.class)
public interface CorrectionsDao {

  record Row(
      Correction.Field field,
      byte @Nullable [] wanted,
      Corrected.@Nullable Outcome outcome,
      @Nullable Instant settledAt) {}

  record Said(String about, byte[] words) {}

  /**
   * @param content kinds of data, joined by commas
   */
  record Sent(String recipient, String content, long times, Instant lastAt) {}

  @SqlUpdate(
      """
      INSERT INTO corrections (request_id, field, wanted)
      VALUES (:request, :field, :wanted)
      """)
  void insert(RequestId request, Correction.Field field, byte @Nullable [] wanted);

  @SqlQuery(
      """
      SELECT field, wanted, outcome, settled_at
      FROM corrections
      WHERE request_id = :request
      ORDER BY field
      """)
  List<Row> of(RequestId request);

  /** What it was is remembered from the first time on. */
  @SqlUpdate(
      """
      UPDATE corrections
      SET outcome = :outcome, old_digest = coalesce(old_digest, :old), new_digest = :wanted
      WHERE request_id = :request AND field = :field
      """)
  void became(
      RequestId request,
      Correction.Field field,
      Corrected.Outcome outcome,
      byte @Nullable [] old,
      byte @Nullable [] wanted);

  @SqlUpdate(
      """
      UPDATE corrections
      SET settled_at = :at, wanted = NULL
      WHERE request_id = :request AND outcome <> 'TO_CONFIRM' AND settled_at IS NULL
      """)
  void settle(RequestId request, Instant at);

  @SqlUpdate(
      """
      UPDATE corrections
      SET outcome = 'NOT_DONE', settled_at = :at, wanted = NULL
      WHERE request_id = :request AND settled_at IS NULL
      """)
  void giveUp(RequestId request, Instant at);

  @SqlUpdate(
      """
      INSERT INTO statements (id, subject_id, about, words, said_at)
      VALUES (:request, :subject, :about, :words, :at)
      """)
  void say(RequestId request, SubjectId subject, String about, byte[] words, Instant at);

  @SqlQuery(
      """
      SELECT about, words
      FROM statements
      WHERE id = :request
      """)
  Optional<Said> said(RequestId request);

  @SqlUpdate(
      """
      UPDATE statements
      SET added_at = :at
      WHERE id = :request AND added_at IS NULL
      """)
  int addStatement(RequestId request, Instant at);

  @SqlUpdate(
      """
      DELETE FROM statements
      WHERE id = :request AND added_at IS NULL
      """)
  void dropStatement(RequestId request);

  /** Whether there is anything that can be carried out without staff. */
  @SqlQuery(
      """
      SELECT EXISTS (SELECT FROM corrections WHERE request_id = :request)
        OR EXISTS (SELECT FROM statements WHERE id = :request)
      """)
  boolean namesAnything(RequestId request);

  /** What left for whom, or may have. */
  @SqlQuery(
      """
      SELECT e.recipient, string_agg(DISTINCT kind, ',' ORDER BY kind) AS content,
        count(DISTINCT e.id) AS times, max(e.sent_at) AS last_at
      FROM egress e
      JOIN jobs j ON j.id = e.job_id
      CROSS JOIN LATERAL unnest(e.content) kind
      WHERE j.subject_id = :subject AND e.status <> 'NOT_ACCEPTED'
      GROUP BY e.recipient
      ORDER BY e.recipient
      """)
  List<Sent> sent(SubjectId subject);
}
