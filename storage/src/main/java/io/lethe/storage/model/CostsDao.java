package io.lethe.storage.model;

import io.lethe.domain.JobId;
import io.lethe.domain.video.ModelId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(CostsDao.Row.class)
public interface CostsDao {

  record Row(ModelId model, @Nullable Long microdollars, Billed billed) {}

  @SqlUpdate(
      """
      INSERT INTO costs (job_id, model, microdollars, billed, submitted_at)
      VALUES (:job, :model, :microdollars, 'OPEN', :at)
      ON CONFLICT (job_id) DO NOTHING
      """)
  void submitted(JobId job, ModelId model, @Nullable Long microdollars, Instant at);

  @SqlQuery(
      """
      UPDATE costs
      SET billed = :billed, settled_at = :at
      WHERE job_id = :job AND billed = 'OPEN'
      RETURNING model, microdollars, billed
      """)
  Optional<Row> settle(JobId job, Billed billed, Instant at);

  @SqlQuery(
      """
      SELECT model, microdollars, billed
      FROM costs
      WHERE job_id = :job
      """)
  Optional<Row> find(JobId job);
}
