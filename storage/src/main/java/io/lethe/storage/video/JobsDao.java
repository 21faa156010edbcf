package io.lethe.storage.video;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.ModelId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(JobRow.class)
@RegisterConstructorMapper(JobEvent.class)
public interface JobsDao {
  @SqlUpdate(
      """
      INSERT INTO jobs
        (id, subject_id, model, duration_seconds, prompt, roles, parameters, state, ordered_at,
          erase_by)
      VALUES
        (:id, :subject, :model, :durationSeconds, :prompt, :roles, :parameters, 'AWAITING_UPLOAD',
          :orderedAt, :eraseBy)
      """)
  void insert(
      JobId id,
      SubjectId subject,
      ModelId model,
      @Nullable Integer durationSeconds,
      byte[] prompt,
      List<String> roles,
      byte @Nullable [] parameters,
      Instant orderedAt,
      Instant eraseBy);

  @SqlQuery(
      """
      SELECT id, subject_id, model, duration_seconds, roles, state, outcome, reason, ordered_at,
        erase_by, ready_at, collected_at, erased_at, version, guarded,
        ARRAY(
          SELECT role
          FROM media
          WHERE job_id = jobs.id AND kind = 'UPLOAD' AND status <> 'WRITING'
        ) AS uploaded
      FROM jobs
      WHERE id = :job
      """)
  Optional<JobRow> find(JobId job);

  @SqlQuery(
      """
      SELECT id, subject_id, model, duration_seconds, roles, state, outcome, reason, ordered_at,
        erase_by, ready_at, collected_at, erased_at, version, guarded,
        ARRAY(
          SELECT role
          FROM media
          WHERE job_id = jobs.id AND kind = 'UPLOAD' AND status <> 'WRITING'
        ) AS uploaded
      FROM jobs
      WHERE subject_id = :subject AND (ordered_at, id) < (:beforeAt, :beforeId)
      ORDER BY ordered_at DESC, id DESC
      LIMIT :limit
      """)
  List<JobRow> list(SubjectId subject, Instant beforeAt, JobId beforeId, int limit);

  @SqlQuery(
      """
      SELECT id
      FROM jobs
      WHERE subject_id = :subject AND state NOT IN ('ERASING', 'ERASED')
      ORDER BY ordered_at
      """)
  List<JobId> unfinished(SubjectId subject);

  @SqlQuery(
      """
      SELECT id, state, at
      FROM events
      WHERE job_id = :job AND id > :afterId
      ORDER BY id
      """)
  List<JobEvent> events(JobId job, long afterId);

  @SqlQuery(
      """
      SELECT prompt
      FROM jobs
      WHERE id = :job AND prompt IS NOT NULL
      """)
  Optional<byte[]> prompt(JobId job);

  @SqlQuery(
      """
      SELECT parameters
      FROM jobs
      WHERE id = :job AND parameters IS NOT NULL
      """)
  Optional<byte[]> parameters(JobId job);

  @SqlUpdate(
      """
      UPDATE jobs
      SET guarded = true
      WHERE id = :job AND NOT guarded
      """)
  void guarded(JobId job);

  @SqlUpdate(
      """
      DELETE FROM events
      WHERE job_id = :job
      """)
  void deleteEvents(JobId job);

  @SqlUpdate(
      """
      DELETE FROM jobs
      WHERE id = :job
      """)
  void delete(JobId job);
}
