package io.lethe.workers;

import com.codahale.metrics.MetricRegistry;
import io.lethe.fal.FalClient;
import io.lethe.process.StartUpFailure;
import io.lethe.storage.Stores;
import io.lethe.storage.provider.ProviderBlocks;
import io.lethe.workers.erasure.Sweep;
import io.lethe.workers.model.Bills;
import io.lethe.workers.provider.FalAccount;
import io.lethe.workers.provider.FalReconciliation;
import io.lethe.workers.provider.FalTraces;
import io.lethe.workers.provider.HandOffMode;
import io.lethe.workers.provider.HandingOver;
import io.lethe.workers.provider.SubmissionTerms;
import io.lethe.workers.provider.TracesSweep;
import io.lethe.workers.video.FalGeneration;
import io.lethe.workers.video.FalSubmissions;
import io.lethe.workers.video.FalSubmitting;
import io.lethe.workflows.StepOptions;
import java.net.URI;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that talks to fal.ai, put together. */
record FalParts(
    FalClient client,
    FalAccount account,
    FalReconciliation reconciliation,
    FalTraces following,
    HandingOver handingOver,
    SubmissionTerms terms,
    Bills bills) {
  private static final Logger log = LoggerFactory.getLogger(FalParts.class);

  /**
   * @param publicAddress where the API is reached from outside, if it is
   */
  static FalParts assemble(
      ProviderSettings settings,
      @Nullable URI publicAddress,
      Stores stores,
      Jdbi ledger,
      MetricRegistry metrics,
      Clock clock) {
    say(settings, publicAddress);
    FalClient client = new FalClient(settings.settings(), clock);
    Bills bills = new Bills(stores.costs(), stores.modelFacts(), metrics);
    return new FalParts(
        client,
        new FalAccount(new ProviderBlocks(ledger, settings.tryEvery(), clock)),
        new FalReconciliation(
            client.platform(),
            stores.egress(),
            settings.submitTimeout(),
            settings.certainAfter(),
            clock),
        new FalTraces(client, stores.providerTraces(), stores.erasures(), bills, clock),
        new HandingOver(
            stores.vault(),
            stores.handOffs(),
            settings.startTimeout().plus(StepOptions.RENDER_DEADLINE),
            settings.handOff() == HandOffMode.ADDRESS ? publicAddress : null),
        new SubmissionTerms(
            settings.startTimeout(), settings.outputLifetime(), settings.atOnce(), publicAddress),
        bills);
  }

  /** What an operator should know before the first job. */
  private static void say(ProviderSettings settings, @Nullable URI publicAddress) {
    if (settings.handOff() == HandOffMode.ADDRESS && publicAddress == null) {
      throw new StartUpFailure(
          "fal.handOff is 'address', but fal.ai could not fetch anything: set api.publicAddress"
              + " (LETHE_PUBLIC_ADDRESS), or fal.handOff to 'inline'.");
    }
    log.info(
        settings.handOff() == HandOffMode.ADDRESS
            ? "fal.ai fetches files from {}"
            : "Files go to fal.ai inside the submission, because fal.handOff says so (api.publicAddress: {})",
        publicAddress == null ? "not set, so fal.ai could not fetch them" : publicAddress);
    log.info(
        publicAddress == null
            ? "fal.ai can't call us, because api.publicAddress is not set: asking alone tells when a"
                + " video is ready"
            : "fal.ai calls us when a video is ready; asking tells it too");
    if (settings.administration().isEmpty()) {
      log.warn(
          "There is no ADMIN key for fal.ai (FAL_ADMIN_KEY): what it keeps goes by its expiry, within"
              + " {}, and not before",
          settings.outputLifetime());
    }
  }

  FalGeneration generation(WorkersConfiguration configuration, Stores stores) {
    FalSubmitting submitting =
        new FalSubmitting(
            client.queue(),
            reconciliation,
            account,
            stores.egress(),
            new FalSubmissions(
                stores.jobs(), stores.vault(), configuration.modelsById(), handingOver, terms),
            bills);
    return new FalGeneration(
        submitting,
        client,
        following,
        stores.providerTraces(),
        stores.egress(),
        stores.jobs(),
        stores.vault(),
        bills);
  }

  Sweep sweep(Stores stores, Clock clock) {
    return new TracesSweep(
        stores.providerTraces(), following, stores.egress(), reconciliation, clock);
  }
}
