package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(RightsRequestRow.class)
@RegisterConstructorMapper(TimelineEntry.class)
public interface RightsRequestsDao {

  /** While it is held, no other request of the subject is opened. */
  @SqlQuery(
      """
      SELECT id
      FROM subjects
      WHERE id = :subject AND erasing_at IS NULL
      FOR NO KEY UPDATE
      """)
  Optional<SubjectId> lockSubject(SubjectId subject);

  @SqlQuery(
      """
      SELECT id
      FROM rights_requests
      WHERE subject_id = :subject AND asked = :right AND closed_at IS NULL
        AND verified_at IS NOT NULL
      ORDER BY received_at
      LIMIT 1
      """)
  Optional<RequestId> openAndVerified(SubjectId subject, Right right);

  @SqlUpdate(
      """
      INSERT INTO rights_requests
        (id, subject_id, asked, channel, state, reason, details, status_digest, received_at, due_at)
      VALUES
        (:id, :subject, :right, :channel, :state, :reason, :details, :statusDigest, :receivedAt,
         :dueAt)
      """)
  void insert(
      RequestId id,
      SubjectId subject,
      Right right,
      Channel channel,
      RequestState state,
      @Nullable RequestReason reason,
      byte @Nullable [] details,
      byte[] statusDigest,
      Instant receivedAt,
      Instant dueAt);

  @SqlQuery(
      """
      SELECT id, subject_id, asked, channel, state, reason, details, answer, received_at, due_at,
        extended_at, reminded, verified_at, approved_at, began_at, closed_at
      FROM rights_requests
      WHERE id = :id
      """)
  Optional<RightsRequestRow> find(RequestId id);

  @SqlQuery(
      """
      SELECT id, subject_id, asked, channel, state, reason, details, answer, received_at, due_at,
        extended_at, reminded, verified_at, approved_at, began_at, closed_at
      FROM rights_requests
      WHERE id = :id
      FOR UPDATE
      """)
  Optional<RightsRequestRow> lock(RequestId id);

  @SqlQuery(
      """
      SELECT id, subject_id, asked, channel, state, reason, details, answer, received_at, due_at,
        extended_at, reminded, verified_at, approved_at, began_at, closed_at
      FROM rights_requests
      WHERE status_digest = :statusDigest
      """)
  Optional<RightsRequestRow> byStatus(byte[] statusDigest);

  @SqlQuery(
      """
      SELECT id, subject_id, asked, channel, state, reason, details, answer, received_at, due_at,
        extended_at, reminded, verified_at, approved_at, began_at, closed_at
      FROM rights_requests
      WHERE subject_id = :subject
      ORDER BY received_at DESC, id
      LIMIT 100
      """)
  List<RightsRequestRow> ofSubject(SubjectId subject);

  @SqlQuery(
      """
      SELECT id, subject_id, asked, channel, state, reason, details, answer, received_at, due_at,
        extended_at, reminded, verified_at, approved_at, began_at, closed_at
      FROM rights_requests
      WHERE closed_at IS NULL AND (due_at, id) > (:afterDue, :afterId)
      ORDER BY due_at, id
      LIMIT :limit
      """)
  List<RightsRequestRow> due(Instant afterDue, UUID afterId, int limit);

  @SqlQuery(
      """
      SELECT id
      FROM rights_requests
      WHERE closed_at IS NULL AND received_at <= :before
      ORDER BY random()
      LIMIT :limit
      """)
  List<RequestId> someOpen(Instant before, int limit);

  @SqlUpdate(
      """
      UPDATE rights_requests
      SET unseen_since = coalesce(unseen_since, :at)
      WHERE id = :id
      """)
  void unseen(RequestId id, Instant at);

  @SqlUpdate(
      """
      UPDATE rights_requests
      SET unseen_since = NULL
      WHERE id = :id AND unseen_since IS NOT NULL
      """)
  void seen(RequestId id);

  @SqlQuery(
      """
      SELECT id
      FROM rights_requests
      WHERE unseen_since <= :before
      ORDER BY unseen_since
      LIMIT :limit
      """)
  List<RequestId> unseen(Instant before, int limit);

  @SqlQuery(
      """
      SELECT count(*)
      FROM rights_requests
      WHERE closed_at IS NULL AND due_at <= :now
      """)
  long countOverdue(Instant now);

  @SqlQuery(
      """
      SELECT id
      FROM rights_requests
      WHERE subject_id = :subject AND closed_at IS NULL AND id <> :except
      FOR UPDATE
      """)
  List<RequestId> othersOpen(SubjectId subject, RequestId except);

  @SqlUpdate(
      """
      UPDATE rights_requests
      SET verified_at = :at, state = 'IN_PROGRESS', reason = NULL
      WHERE id = :id
      """)
  void verified(RequestId id, Instant at);

  @SqlUpdate(
      """
      UPDATE rights_requests
      SET approved_at = :at, state = 'IN_PROGRESS', reason = NULL
      WHERE id = :id
      """)
  void approved(RequestId id, Instant at);

  @SqlUpdate(
      """
      UPDATE rights_requests
      SET began_at = :at
      WHERE id = :id AND began_at IS NULL
      """)
  int began(RequestId id, Instant at);

  @SqlUpdate(
      """
      UPDATE rights_requests
      SET due_at = :dueAt, extended_at = :at, answer = :answer
      WHERE id = :id
      """)
  void extended(RequestId id, Instant dueAt, byte[] answer, Instant at);

  @SqlUpdate(
      """
      UPDATE rights_requests
      SET reminded = :count
      WHERE id = :id
      """)
  void reminded(RequestId id, int count);

  @SqlUpdate(
      """
      UPDATE rights_requests
      SET state = :state, reason = :reason, answer = coalesce(:answer, answer), closed_at = :at
      WHERE id = :id AND closed_at IS NULL
      """)
  int close(
      RequestId id,
      RequestState state,
      @Nullable RequestReason reason,
      byte @Nullable [] answer,
      Instant at);

  /** What the workflow did not do itself counts as unseen from then on. */
  default void event(RequestId id, StepTaken what, @Nullable StaffId staff, Instant at) {
    insertEvent(id, what, staff, at);
    if (what.concernsWorkflow()) {
      unseen(id, at);
    }
  }

  @SqlUpdate(
      """
      INSERT INTO rights_events (request_id, what, staff_id, at)
      VALUES (:id, :what, :staff, :at)
      """)
  void insertEvent(RequestId id, StepTaken what, @Nullable StaffId staff, Instant at);

  @SqlQuery(
      """
      SELECT what, staff_id AS staff, at
      FROM rights_events
      WHERE request_id = :id
      ORDER BY id
      """)
  List<TimelineEntry> timeline(RequestId id);

  @SqlQuery(
      """
      SELECT EXISTS (SELECT FROM rights_events WHERE request_id = :id AND what = :what)
      """)
  boolean has(RequestId id, StepTaken what);
}
