package io.lethe.storage.rights;

import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

@RegisterConstructorMapper(RightsRequestRow.class)
public interface ClosedRequestsDao {

  @SqlQuery(
      """
      SELECT id, subject_id, asked, channel, state, reason, details, answer, received_at, due_at,
        extended_at, reminded, verified_at, approved_at, began_at, closed_at
      FROM rights_requests
      WHERE closed_at IS NOT NULL AND closed_at >= :from AND closed_at < :to
        AND (closed_at, id) < (:beforeAt, :beforeId)
      ORDER BY closed_at DESC, id DESC
      LIMIT :limit
      """)
  List<RightsRequestRow> all(
      Instant from, Instant to, Instant beforeAt, RequestId beforeId, int limit);

  @SqlQuery(
      """
      SELECT id, subject_id, asked, channel, state, reason, details, answer, received_at, due_at,
        extended_at, reminded, verified_at, approved_at, began_at, closed_at
      FROM rights_requests
      WHERE closed_at IS NOT NULL AND state = :state AND closed_at >= :from AND closed_at < :to
        AND (closed_at, id) < (:beforeAt, :beforeId)
      ORDER BY closed_at DESC, id DESC
      LIMIT :limit
      """)
  List<RightsRequestRow> inState(
      RequestState state,
      Instant from,
      Instant to,
      Instant beforeAt,
      RequestId beforeId,
      int limit);

  @SqlQuery(
      """
      SELECT r.id, r.subject_id, r.asked, r.channel, r.state, r.reason, r.details, r.answer,
        r.received_at, r.due_at, r.extended_at, r.reminded, r.verified_at, r.approved_at, r.began_at,
        r.closed_at
      FROM desk_notes n
      JOIN rights_requests r ON r.id = n.request_id
      WHERE n.by_letter AND n.told_at IS NULL AND r.state IN ('FULFILLED', 'DENIED')
        AND r.closed_at IS NOT NULL AND (r.closed_at, r.id) < (:beforeAt, :beforeId)
      ORDER BY r.closed_at DESC, r.id DESC
      LIMIT :limit
      """)
  List<RightsRequestRow> toTell(Instant beforeAt, RequestId beforeId, int limit);
}
