package io.lethe.workers.model;

import com.codahale.metrics.MetricRegistry;
import io.lethe.domain.JobId;
import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelPrice;
import io.lethe.domain.video.Parameters;
import io.lethe.fal.FalFailure;
import io.lethe.storage.model.Billed;
import io.lethe.storage.model.Cost;
import io.lethe.storage.model.Costs;
import io.lethe.storage.model.ModelFact;
import io.lethe.storage.model.ModelFacts;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each job costs, by the configured price or else fal.ai's, and whether it is asked for. Added
 * up for operators in {@code lethe.costs.<model>.<billed|not_billed|unknown>.microdollars}. Each
 * method may be repeated.
 */
public final class Bills {
  private final Costs costs;
  private final ModelFacts facts;
  private final MetricRegistry metrics;

  public Bills(Costs costs, ModelFacts facts, MetricRegistry metrics) {
    this.costs = costs;
    this.facts = facts;
    this.metrics = metrics;
  }

  /**
   * fal.ai took the job.
   *
   * @param seconds length of the video that it is to make
   */
  public void open(JobId job, Model model, Parameters chosen, BigDecimal seconds) {
    costs.submitted(job, model.id(), amount(model, chosen, seconds));
  }

  /** It made the video. */
  public void made(JobId job) {
    settle(job, Billed.BILLED);
  }

  /** It did not make the video. */
  public void failed(JobId job, FalFailure failure) {
    settle(job, failure.maybeBilled() ? Billed.UNKNOWN : Billed.NOT_BILLED);
  }

  private void settle(JobId job, Billed billed) {
    Optional<Cost> cost = costs.settle(job, billed);
    cost.ifPresent(this::count);
  }

  private void count(Cost cost) {
    MicroDollars amount = cost.amount();
    String name =
        MetricRegistry.name(
            "lethe.costs", cost.model().value(), cost.billed().name().toLowerCase(Locale.ROOT));
    metrics.counter(name + ".jobs").inc();
    metrics.counter(name + ".microdollars").inc(amount == null ? 0 : amount.value());
  }

  private @Nullable MicroDollars amount(Model model, Parameters chosen, BigDecimal seconds) {
    ModelPrice price = model.price();
    if (price != null) {
      return price.of(seconds, model.makesAudio(chosen));
    }
    ModelFact fact = facts.all().get(model.id());
    return fact == null
            || fact.pricePerSecond() == null
            || !fact.endpoint().equals(model.endpoint())
        ? null
        : fact.pricePerSecond().times(seconds);
  }
}
