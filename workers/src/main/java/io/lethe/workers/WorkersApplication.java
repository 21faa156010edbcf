package io.lethe.workers;

import io.dropwizard.core.setup.Environment;
import io.lethe.process.ClosedAtTheEnd;
import io.lethe.process.LetheProcess;
import io.lethe.process.health.PrometheusMetrics;
import io.lethe.process.health.ReadGauge;
import io.lethe.process.health.TemporalHealth;
import io.lethe.process.health.VaultHealth;
import io.lethe.process.health.WhileLedgerAnswers;
import io.lethe.storage.People;
import io.lethe.storage.Stores;
import io.lethe.storage.consent.Notices;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.ledger.LedgerConnection;
import io.lethe.storage.vault.FileObjectStore;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.workers.erasure.LedgerErasure;
import io.lethe.workers.erasure.Sweeper;
import io.lethe.workers.erasure.Sweeps;
import io.lethe.workers.health.ErasureHealth;
import io.lethe.workers.health.FalHealth;
import io.lethe.workers.mail.MailDelivery;
import io.lethe.workers.mail.MailHealth;
import io.lethe.workers.mail.MailSettings;
import io.lethe.workers.model.ModelCheck;
import io.lethe.workers.model.ModelChecks;
import io.lethe.workers.rights.OpenRequests;
import io.lethe.workers.rights.RightsSteps;
import io.lethe.workers.video.ClipSanitising;
import io.lethe.workers.video.LedgerJobSteps;
import io.lethe.workers.video.PhotoSanitiser;
import io.lethe.workers.video.PhotoSanitising;
import io.lethe.workflows.TemporalConnection;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.rights.RightsCalls;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that carries out the workflows' steps. It serves no public port; health and metrics
 * are on the admin port of the section {@code workerServer}.
 */
public final class WorkersApplication extends LetheProcess<WorkersConfiguration> {
  private static final Logger LOG = LoggerFactory.getLogger(WorkersApplication.class);

  public WorkersApplication() {
    super("lethe-workers", "Runs the workers.");
  }

  public static void main(String[] arguments) throws Exception {
    new WorkersApplication().run(arguments);
  }

  @Override
  public void run(WorkersConfiguration configuration, Environment environment) {
    Clock clock = Clock.systemUTC();
    configuration.videos().requireSecondLookAfter(configuration.fal().longestFetch());
    configuration.fal().requireKeptAtMost(Notices.KEPT_BY_PROVIDER);
    KeyFolder keys =
        KeyFolder.open(configuration.vault().keys(), configuration.vault().createMissingKeys());
    ObjectStore objects = new FileObjectStore(configuration.vault().folder());
    // First of all: needs neither the ledger nor Temporal.
    Sweeper byAge =
        new Sweeper(
            Sweeps.byAge(configuration.vault(), objects, clock),
            configuration.sweeper().every(),
            environment.metrics());
    byAge.round();
    environment.lifecycle().manage(byAge);

    Jdbi ledger = LedgerConnection.open(configuration.ledger(), environment);
    Stores stores =
        Stores.assemble(
            ledger,
            keys,
            objects,
            configuration.videos().idempotency(),
            configuration.people(),
            clock);

    FalParts fal =
        FalParts.assemble(
            configuration.fal(),
            configuration.api().publicly().orElse(null),
            stores,
            ledger,
            environment.metrics(),
            clock);
    environment
        .lifecycle()
        .manage(
            new ModelChecks(
                new ModelCheck(
                    fal.client().platform(), stores.modelFacts(), configuration.models())));

    // Before any work is taken, and whether or not Temporal is there.
    Sweeper sweeper =
        new Sweeper(
            Sweeps.byLedger(
                configuration.sweeper(),
                configuration.videos().secondLook(),
                stores,
                List.of(fal.sweep(stores, clock)),
                environment.metrics(),
                clock),
            configuration.sweeper().every(),
            environment.metrics());
    sweeper.round();
    environment.lifecycle().manage(sweeper);

    deliverMail(configuration.mail(), stores.people(), environment);

    TemporalConnection temporal = TemporalConnection.open(configuration.temporal(), getName());
    environment.lifecycle().manage(new ClosedAtTheEnd(temporal));
    environment
        .lifecycle()
        .manage(
            new Sweeper(
                List.of(
                    new OpenRequests(
                        stores.people().rights().course(), new RightsCalls(temporal.client()))),
                configuration.sweeper().every(),
                environment.metrics()));
    environment
        .metrics()
        .register(
            "lethe.rights.overdue",
            new ReadGauge(() -> stores.people().rights().course().countOverdue()));
    environment
        .lifecycle()
        .manage(new StartedPatiently(workers(configuration, fal, stores, temporal), temporal));

    environment.healthChecks().register("temporal", new TemporalHealth(temporal));
    environment.healthChecks().register("vault", new VaultHealth(objects));
    environment
        .healthChecks()
        .register(
            "erasures",
            new WhileLedgerAnswers(
                new ErasureHealth(stores.openErasures(), configuration.sweeper().grace(), clock)));
    environment
        .healthChecks()
        .register("fal", new WhileLedgerAnswers(new FalHealth(fal.account())));
    environment
        .metrics()
        .register(
            "lethe.fal.blocked", new ReadGauge(() -> fal.account().block().isPresent() ? 1 : 0));
    PrometheusMetrics.serve(environment);
  }

  private static void deliverMail(MailSettings mail, People people, Environment environment) {
    environment
        .healthChecks()
        .register("mail", new WhileLedgerAnswers(new MailHealth(people.outbox(), mail)));
    if (mail.isConfigured()) {
      environment
          .lifecycle()
          .manage(
              new MailDelivery(
                  people.outbox(),
                  people.promotions(),
                  people.campaigns(),
                  people.readyVideos(),
                  mail,
                  environment.metrics()));
    } else {
      LOG.warn(
          "No mail is sent: mail.host is empty in the configuration. Mail waits in the outbox.");
    }
  }

  private static TemporalWorkers workers(
      WorkersConfiguration configuration,
      FalParts fal,
      Stores stores,
      TemporalConnection temporal) {
    GuardianCalls guardians =
        new GuardianCalls(temporal.client(), configuration.videos().secondLook());
    return TemporalWorkers.of(
        temporal.client(),
        configuration.workers(),
        new LedgerJobSteps(stores.jobs(), stores.vault(), stores.erasures(), guardians),
        new PhotoSanitising(
            stores.vault(),
            new PhotoSanitiser(configuration.videos().uploads()),
            new ClipSanitising(stores.jobs(), stores.vault(), configuration.modelsById())),
        fal.generation(configuration, stores),
        new LedgerErasure(stores.erasures()),
        RightsSteps.of(stores.people().rights(), stores.jobs(), temporal.client(), guardians));
  }
}
