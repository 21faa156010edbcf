package io.lethe.storage.model;

import io.lethe.domain.JobId;
import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.ModelOff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(ModelFactsDao.Row.class)
public interface ModelFactsDao {

  record Row(
      ModelId id,
      String endpoint,
      @Nullable ModelOff offBecause,
      @Nullable Long priceMicrodollars,
      Instant checkedAt) {

    ModelFact toFact() {
      return new ModelFact(
          id,
          endpoint,
          offBecause,
          priceMicrodollars == null ? null : new MicroDollars(priceMicrodollars),
          checkedAt);
    }
  }

  @SqlUpdate(
      """
      INSERT INTO models (id, endpoint, off_because, price_microdollars, checked_at)
      VALUES (:id, :endpoint, :offBecause, :price, :at)
      ON CONFLICT (id) DO UPDATE
      SET endpoint = excluded.endpoint,
        off_because = excluded.off_because,
        price_microdollars = excluded.price_microdollars,
        checked_at = excluded.checked_at
      """)
  void record(
      ModelId id, String endpoint, @Nullable ModelOff offBecause, @Nullable Long price, Instant at);

  @SqlQuery(
      """
      SELECT id, endpoint, off_because, price_microdollars, checked_at
      FROM models
      ORDER BY id
      """)
  List<Row> all();

  @SqlQuery(
      """
      SELECT off_because
      FROM models
      WHERE id = :id AND off_because IS NOT NULL
      """)
  Optional<ModelOff> offBecause(ModelId id);

  @SqlQuery(
      """
      SELECT m.off_because
      FROM models m
      JOIN jobs j ON j.model = m.id
      WHERE j.id = :job AND m.off_because IS NOT NULL
      """)
  Optional<ModelOff> offBecause(JobId job);
}
