package io.lethe.storage.model;

import io.lethe.domain.video.ModelId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(MakingTimesDao.Row.class)
public interface MakingTimesDao {

  /** Seconds, and how many videos they are from. */
  record Row(ModelId model, int videos, @Nullable Double half, @Nullable Double mostly) {}

  /** Reads a bounded number of index entries for each model, and no row of a job. */
  @SqlQuery(
      """
      SELECT wanted.model, count(*) AS videos,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY newest.seconds) AS half,
        percentile_disc(0.8) WITHIN GROUP (ORDER BY newest.seconds) AS mostly
      FROM unnest(:models) AS wanted (model)
      CROSS JOIN LATERAL (
        SELECT extract(epoch FROM ready_at - began_at)::float8 AS seconds
        FROM jobs
        WHERE jobs.model = wanted.model AND ready_at > :since AND began_at IS NOT NULL
        ORDER BY ready_at DESC
        LIMIT :most
      ) AS newest
      GROUP BY wanted.model
      """)
  List<Row> of(List<String> models, Instant since, int most);
}
