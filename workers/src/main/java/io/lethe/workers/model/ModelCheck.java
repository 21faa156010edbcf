package io.lethe.workers.model;

import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelOff;
import io.lethe.fal.FalEndpoint;
import io.lethe.fal.FalFailure;
import io.lethe.fal.FalPlatform;
import io.lethe.fal.ModelPrice;
import io.lethe.storage.model.ModelFacts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks fal.ai for the facts of each configured model and writes down what it says: whether it knows
 * the model, whether its promise not to train on content covers it, and what a second costs. A
 * model that fal.ai does not say that of can't be ordered until it does. Where fal.ai does not
 * answer, what was known last stays.
 */
public final class ModelCheck {
  private static final Logger log = LoggerFactory.getLogger(ModelCheck.class);
  private static final Set<String> A_SECOND = Set.of("second", "seconds");

  private final FalPlatform fal;
  private final ModelFacts facts;
  private final List<Model> models;

  public ModelCheck(FalPlatform fal, ModelFacts facts, Collection<Model> models) {
    this.fal = fal;
    this.facts = facts;
    this.models = List.copyOf(models);
  }

  /** Returns whether fal.ai answered for every model. */
  public boolean run() {
    boolean all = true;
    for (Model model : models) {
      all &= check(model);
    }
    return all;
  }

  private boolean check(Model model) {
    FalEndpoint endpoint = new FalEndpoint(model.endpoint());
    try {
      ModelOff off = offBecause(endpoint);
      MicroDollars price = off == ModelOff.NOT_AT_PROVIDER ? null : pricePerSecond(endpoint);
      facts.record(model.id(), model.endpoint(), off, price);
      say(model, off, price);
      return true;
    } catch (FalFailure noAnswer) {
      log.warn(
          "fal.ai did not tell how model {} stands ({}): what was known stays, and it is asked again",
          model.id(),
          noAnswer.getMessage());
      return false;
    }
  }

  private @Nullable ModelOff offBecause(FalEndpoint endpoint) {
    Optional<io.lethe.fal.ModelFacts> known = fal.model(endpoint);
    if (known.isEmpty()) {
      return ModelOff.NOT_AT_PROVIDER;
    }
    if (known.get().enterpriseReady()) {
      return null;
    }
    // Silence is no promise.
    return known.get().enterpriseStatus().isEmpty()
        ? ModelOff.ENTERPRISE_STATUS_UNKNOWN
        : ModelOff.NOT_ENTERPRISE_READY;
  }

  private @Nullable MicroDollars pricePerSecond(FalEndpoint endpoint) {
    return fal.price(endpoint)
        .filter(price -> A_SECOND.contains(price.unit()) && price.currency().equals("USD"))
        .map(ModelPrice::unitPrice)
        .filter(price -> price.signum() > 0)
        .map(MicroDollars::ofDollars)
        .orElse(null);
  }

  private static void say(Model model, @Nullable ModelOff off, @Nullable MicroDollars price) {
    if (off != null) {
      log.warn("Model {} can't be ordered: {} {}", model.id(), off.meaning(), off.remedy());
    }
    io.lethe.domain.video.ModelPrice ours = model.price();
    if (ours != null && price != null && !price.equals(MicroDollars.ofDollars(ours.perSecond()))) {
      log.warn(
          "Model {} costs {} dollars a second at fal.ai, and {} in the configuration: correct"
              + " models.price",
          model.id(),
          price.dollars(),
          ours.perSecond());
    }
  }
}
