package io.lethe.storage.model;

import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.ModelOff;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * How the models stand at the provider: written by the workers, who ask it, and read where orders
 * are taken. A model that nobody asked about yet can be ordered: the configuration's word counts.
 */
public final class ModelFacts {
  private final Jdbi jdbi;
  private final Clock clock;

  public ModelFacts(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** What the provider just said; replaces what it said before. */
  public void record(
      ModelId model,
      String endpoint,
      @Nullable ModelOff offBecause,
      @Nullable MicroDollars pricePerSecond) {
    Long price = pricePerSecond == null ? null : (Long) pricePerSecond.value();
    jdbi.useExtension(
        ModelFactsDao.class,
        dao -> dao.record(model, endpoint, offBecause, price, clock.instant()));
  }

  /** All that is known. */
  public Map<ModelId, ModelFact> all() {
    return jdbi.withExtension(ModelFactsDao.class, ModelFactsDao::all).stream()
        .map(ModelFactsDao.Row::toFact)
        .collect(Collectors.toUnmodifiableMap(ModelFact::model, Function.identity()));
  }

  /** Why the model can't be ordered; absent if it can. */
  public Optional<ModelOff> offBecause(Handle transaction, ModelId model) {
    return transaction.attach(ModelFactsDao.class).offBecause(model);
  }
}
