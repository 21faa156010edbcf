package io.lethe.storage.model;

import io.lethe.domain.video.ModelId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * How long the models took lately, from our own jobs: the only honest ground for an estimate. Old
 * ones say nothing about today's queue, and of a few nothing can be said.
 */
public final class MakingTimes {
  /** A provider's queue and machines change within weeks. */
  static final Duration LATELY = Duration.ofDays(14);

  /** More would change the answer by little. */
  static final int MOST = 200;

  /** Below this a single slow job moves the second number at will. */
  static final int FEWEST = 10;

  private final Jdbi jdbi;
  private final Clock clock;

  public MakingTimes(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** One for each of the models. */
  public Map<ModelId, MakingTime> of(Collection<ModelId> models) {
    return jdbi.withHandle(handle -> of(handle, models));
  }

  /** As {@link #of(Collection)}, within a transaction. */
  public Map<ModelId, MakingTime> of(Handle handle, Collection<ModelId> models) {
    List<String> names = models.stream().map(ModelId::value).toList();
    Map<ModelId, MakingTime> times = new HashMap<>();
    models.forEach(model -> times.put(model, MakingTime.UNKNOWN));
    handle
        .attach(MakingTimesDao.class)
        .of(names, clock.instant().minus(LATELY), MOST)
        .forEach(row -> times.put(row.model(), toTime(row)));
    return times;
  }

  private static MakingTime toTime(MakingTimesDao.Row row) {
    boolean enough = row.videos() >= FEWEST;
    return new MakingTime(
        row.videos(), enough ? seconds(row.half()) : null, enough ? seconds(row.mostly()) : null);
  }

  private static @Nullable Duration seconds(@Nullable Double seconds) {
    return seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1_000));
  }
}
