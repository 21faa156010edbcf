package io.lethe.storage.rights;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(LegalHoldsDao.Row.class)
@RegisterConstructorMapper(LegalHolds.HeldJob.class)
public interface LegalHoldsDao {

  /** A hold as it lies in the ledger, its words sealed. */
  record Row(
      HoldId id,
      SubjectId subjectId,
      byte[] ground,
      StaffId placedBy,
      Instant placedAt,
      Instant endsAt,
      @Nullable StaffId releasedBy,
      @Nullable Instant releasedAt,
      byte @Nullable [] releaseGround) {}

  @SqlUpdate(
      """
      INSERT INTO legal_holds (id, subject_id, ground, placed_by, placed_at, ends_at)
      VALUES (:id, :subject, :ground, :by, :at, :endsAt)
      ON CONFLICT (id) DO NOTHING
      """)
  int insert(HoldId id, SubjectId subject, byte[] ground, StaffId by, Instant at, Instant endsAt);

  @SqlUpdate(
      """
      UPDATE legal_holds
      SET released_by = :by, released_at = :at, release_ground = :ground
      WHERE id = :id AND released_at IS NULL AND ends_at > :at
      """)
  int release(HoldId id, byte[] ground, StaffId by, Instant at);

  @SqlQuery(
      """
      SELECT id, subject_id, ground, placed_by, placed_at, ends_at, released_by, released_at,
        release_ground
      FROM legal_holds
      WHERE id = :id
      """)
  Optional<Row> find(HoldId id);

  @SqlQuery(
      """
      SELECT id, subject_id, ground, placed_by, placed_at, ends_at, released_by, released_at,
        release_ground
      FROM legal_holds
      WHERE released_at IS NULL AND ends_at > :now AND (ends_at, id) > (:afterEnd, :afterId)
      ORDER BY ends_at, id
      LIMIT :limit
      """)
  List<Row> inForce(Instant now, Instant afterEnd, HoldId afterId, int limit);

  @SqlQuery(
      """
      SELECT h.id, h.subject_id, h.ground, h.placed_by, h.placed_at, h.ends_at, h.released_by,
        h.released_at, h.release_ground
      FROM legal_holds h
      JOIN rights_requests r ON r.subject_id = h.subject_id
      WHERE r.id = :request AND h.released_at IS NULL AND h.ends_at > :now
      ORDER BY h.ends_at, h.id
      """)
  List<Row> onSubjectOf(RequestId request, Instant now);

  /** When the last hold on the subject ends; absent if there is none. */
  @SqlQuery(
      """
      SELECT ends_at
      FROM legal_holds
      WHERE subject_id = :subject AND released_at IS NULL AND ends_at > :now
      ORDER BY ends_at DESC
      LIMIT 1
      """)
  Optional<Instant> heldUntil(SubjectId subject, Instant now);

  @SqlQuery(
      """
      SELECT r.id
      FROM rights_requests r
      WHERE r.id = ANY (:requests)
        AND EXISTS (
          SELECT FROM legal_holds h
          WHERE h.subject_id = r.subject_id AND h.released_at IS NULL AND h.ends_at > :now)
      """)
  List<RequestId> heldAmong(List<UUID> requests, Instant now);

  /** Whoever begins one of them waits until the transaction ends. */
  @SqlQuery(
      """
      SELECT id
      FROM rights_requests
      WHERE subject_id = :subject AND asked = 'DELETION' AND closed_at IS NULL
      ORDER BY id
      FOR UPDATE
      """)
  List<RequestId> openDeletions(SubjectId subject);

  @SqlQuery(
      """
      SELECT id
      FROM rights_requests
      WHERE subject_id = :subject AND asked = 'DELETION' AND closed_at IS NULL
        AND began_at IS NOT NULL
      LIMIT 1
      """)
  Optional<RequestId> begunDeletion(SubjectId subject);

  @SqlQuery(
      """
      SELECT id AS job, erase_by
      FROM jobs
      WHERE subject_id = :subject AND state <> 'ERASED'
      ORDER BY erase_by
      LIMIT :limit
      """)
  List<LegalHolds.HeldJob> jobs(SubjectId subject, int limit);

  @SqlQuery(
      """
      SELECT subject_id
      FROM jobs
      WHERE id = :job
      """)
  Optional<SubjectId> subjectOf(JobId job);

  @SqlQuery(
      """
      SELECT subject_id
      FROM rights_requests
      WHERE id = :request AND subject_id IS NOT NULL
      """)
  Optional<SubjectId> subjectOf(RequestId request);
}
