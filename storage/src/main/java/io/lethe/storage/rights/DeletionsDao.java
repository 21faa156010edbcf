package io.lethe.storage.rights;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(DeletionsDao.Row.class)
public interface DeletionsDao {

  record Row(Instant beganAt, String findings, @Nullable String jws) {}

  /** Whoever is writing for the subject is waited for; whoever comes later finds it marked. */
  @SqlUpdate(
      """
      UPDATE subjects
      SET erasing_at = :at
      WHERE id = :subject AND erasing_at IS NULL
      """)
  int markErasing(SubjectId subject, Instant at);

  /** Those of the subjects that are known, and not being erased. */
  @SqlQuery(
      """
      SELECT id
      FROM subjects
      WHERE id = ANY (:subjects) AND erasing_at IS NULL
      """)
  List<SubjectId> alive(UUID[] subjects);

  @SqlUpdate(
      """
      INSERT INTO deletions (request_id, began_at, findings)
      VALUES (:request, :at, :findings)
      ON CONFLICT (request_id) DO NOTHING
      """)
  int insert(RequestId request, Instant at, String findings);

  @SqlQuery(
      """
      SELECT began_at, findings, jws
      FROM deletions
      WHERE request_id = :request
      """)
  Optional<Row> find(RequestId request);

  @SqlQuery(
      """
      SELECT began_at, findings, jws
      FROM deletions
      WHERE request_id = :request
      FOR UPDATE
      """)
  Optional<Row> lock(RequestId request);

  @SqlUpdate(
      """
      UPDATE deletions
      SET findings = :findings
      WHERE request_id = :request AND jws IS NULL
      """)
  void found(RequestId request, String findings);

  @SqlUpdate(
      """
      UPDATE deletions
      SET jws = :jws, issued_at = :at
      WHERE request_id = :request AND jws IS NULL
      """)
  void issued(RequestId request, String jws, Instant at);

  @SqlQuery(
      """
      SELECT id
      FROM jobs
      WHERE subject_id = :subject AND state <> 'ERASED'
      ORDER BY ordered_at
      """)
  List<JobId> jobsToErase(SubjectId subject);

  @SqlQuery(
      """
      SELECT id
      FROM jobs
      WHERE subject_id = :subject
      ORDER BY ordered_at
      """)
  List<JobId> jobs(SubjectId subject);

  @SqlQuery(
      """
      SELECT id
      FROM rights_requests
      WHERE subject_id = :subject AND id <> :request
      ORDER BY received_at
      """)
  List<RequestId> otherRequests(SubjectId subject, RequestId request);

  @SqlQuery(
      """
      SELECT r.jws
      FROM receipts r
      JOIN jobs j ON j.id = r.job_id
      WHERE j.subject_id = :subject
      """)
  List<String> receipts(SubjectId subject);
}
