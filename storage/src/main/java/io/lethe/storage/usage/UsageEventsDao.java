package io.lethe.storage.usage;

import io.lethe.domain.SubjectId;
import io.lethe.domain.usage.UsageEventName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(UsageTotal.class)
public interface UsageEventsDao {
  @SqlUpdate(
      """
      INSERT INTO usage_events (subject_id, id, name, seconds, happened_at, expires_at)
      VALUES (:subject, :id, :name, :seconds, :happenedAt, :expiresAt)
      ON CONFLICT (subject_id, id) DO NOTHING
      """)
  void insert(
      SubjectId subject,
      UUID id,
      UsageEventName name,
      @Nullable Integer seconds,
      Instant happenedAt,
      Instant expiresAt);

  @SqlQuery(
      """
      SELECT (happened_at AT TIME ZONE 'UTC')::date AS day, name,
        count(DISTINCT subject_id) / 10 * 10 AS people,
        CASE WHEN count(DISTINCT subject_id) FILTER (WHERE seconds IS NOT NULL) >= :fewestPeople
          THEN percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) END AS median_seconds
      FROM usage_events
      WHERE happened_at >= :from AND happened_at < :until
      GROUP BY 1, 2
      HAVING count(DISTINCT subject_id) >= :fewestPeople
      ORDER BY 1, 2
      """)
  List<UsageTotal> totals(Instant from, Instant until, int fewestPeople);
}
