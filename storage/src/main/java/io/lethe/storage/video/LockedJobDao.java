package io.lethe.storage.video;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(LockedJobDao.Row.class)
public interface LockedJobDao {

  record Row(
      SubjectId subjectId,
      JobState state,
      boolean guarded,
      Instant orderedAt,
      @Nullable Instant readyAt,
      @Nullable Instant collectedAt) {}

  @SqlQuery(
      """
      SELECT subject_id, state, guarded, ordered_at, ready_at, collected_at
      FROM jobs
      WHERE id = :job
      FOR UPDATE
      """)
  Optional<Row> lock(JobId job);

  @SqlUpdate(
      """
      UPDATE jobs
      SET state = :state
      WHERE id = :job
      """)
  int move(JobId job, JobState state);

  @SqlUpdate(
      """
      UPDATE jobs
      SET state = 'PREPARING', began_at = :at
      WHERE id = :job
      """)
  int prepare(JobId job, Instant at);

  @SqlUpdate(
      """
      UPDATE jobs
      SET state = 'READY', ready_at = :at
      WHERE id = :job
      """)
  int ready(JobId job, Instant at);

  @SqlUpdate(
      """
      UPDATE jobs
      SET state = 'ERASING', outcome = :outcome, reason = :reason, prompt = NULL,
        parameters = NULL
      WHERE id = :job
      """)
  int erasing(JobId job, Outcome outcome, @Nullable Reason reason);

  @SqlUpdate(
      """
      UPDATE jobs
      SET state = 'ERASED', erased_at = :at
      WHERE id = :job
      """)
  int erased(JobId job, Instant at);

  @SqlUpdate(
      """
      UPDATE jobs
      SET collected_at = :at
      WHERE id = :job
      """)
  void collected(JobId job, Instant at);

  /** Changes nothing but the version, which a trigger counts up. */
  @SqlUpdate(
      """
      UPDATE jobs
      SET version = version
      WHERE id = :job
      """)
  void changed(JobId job);

  @SqlUpdate(
      """
      INSERT INTO events (job_id, state, at)
      VALUES (:job, :state, :at)
      """)
  void event(JobId job, JobState state, Instant at);
}
