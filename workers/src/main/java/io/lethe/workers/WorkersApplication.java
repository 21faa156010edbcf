package io.lethe.workers;

import com.codahale.metrics.Gauge;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.lethe.storage.Stores;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.ledger.LedgerConnection;
import io.lethe.storage.vault.FileObjectStore;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.workers.erasure.ExpiredRows;
import io.lethe.workers.erasure.LedgerErasure;
import io.lethe.workers.erasure.SecondLooks;
import io.lethe.workers.erasure.Sweep;
import io.lethe.workers.erasure.Sweeper;
import io.lethe.workers.erasure.UnconfirmedErasures;
import io.lethe.workers.health.FalHealth;
import io.lethe.workers.health.TemporalHealth;
import io.lethe.workers.health.VaultHealth;
import io.lethe.workers.video.LedgerJobSteps;
import io.lethe.workers.video.PhotoSanitiser;
import io.lethe.workers.video.PhotoSanitising;
import io.lethe.workflows.TemporalConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * The process that carries out the workflows' steps. It serves no public port; health and metrics
 * are on the admin port of the section {@code workerServer}.
 */
public final class WorkersApplication extends Application<WorkersConfiguration> {

  /** Small deletions that one transaction takes in a blink. */
  private static final int ROWS_IN_A_ROUND = 10_000;

  public static void main(String[] arguments) throws Exception {
    new WorkersApplication().run(arguments);
  }

  @Override
  public String getName() {
    return "lethe-workers";
  }

  @Override
  protected void addDefaultCommands(Bootstrap<WorkersConfiguration> bootstrap) {
    bootstrap.addCommand(new WorkersCommand(this));
  }

  @Override
  public void initialize(Bootstrap<WorkersConfiguration> bootstrap) {
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
  }

  @Override
  public void run(WorkersConfiguration configuration, Environment environment) {
    Clock clock = Clock.systemUTC();
    configuration.videos().requireSecondLookAfter(configuration.fal().longestFetch());
    KeyFolder keys =
        KeyFolder.open(configuration.vault().keys(), configuration.vault().createMissingKeys());
    ObjectStore objects = new FileObjectStore(configuration.vault().folder());
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
            clock);

    // Before any work is taken, and whether or not Temporal is there.
    Sweeper sweeper =
        new Sweeper(
            sweeps(configuration, stores, fal, clock),
            configuration.sweeper().every(),
            environment.metrics());
    sweeper.round();
    environment.lifecycle().manage(sweeper);

    TemporalConnection temporal = TemporalConnection.open(configuration.temporal(), getName());
    environment.lifecycle().manage(new ClosedAtTheEnd(temporal));
    environment.lifecycle().manage(workers(configuration, fal, stores, temporal));

    environment.healthChecks().register("temporal", new TemporalHealth(temporal));
    environment.healthChecks().register("vault", new VaultHealth(objects));
    environment.healthChecks().register("fal", new FalHealth(fal.account()));
    Gauge<Integer> blocked = () -> fal.account().block().isPresent() ? 1 : 0;
    environment.metrics().register("lethe.fal.blocked", blocked);
    PrometheusMetrics.serve(environment);
  }

  /** What may be left behind. Whoever keeps something for a time adds what ends it here. */
  private static List<Sweep> sweeps(
      WorkersConfiguration configuration, Stores stores, FalParts fal, Clock clock) {
    Duration grace = configuration.sweeper().grace();
    Duration secondLookOverdue = configuration.videos().secondLook().plus(grace);
    return Stream.concat(
            List.of(
                new UnconfirmedErasures(stores.openErasures(), stores.erasures(), grace, clock),
                new SecondLooks(stores.openErasures(), stores.erasures(), secondLookOverdue, clock),
                Sweep.of(
                    "expired-idempotency-keys",
                    () -> stores.jobs().deleteExpiredIdempotencyKeys(ROWS_IN_A_ROUND)),
                Sweep.of("hand-offs", () -> stores.handOffs().deleteOver(ROWS_IN_A_ROUND)))
                .stream(),
            // What asks outside comes last.
            Stream.concat(
                ExpiredRows.of(stores.people().retention()).stream(),
                Stream.of(fal.sweep(stores, clock))))
        .toList();
  }

  private static TemporalWorkers workers(
      WorkersConfiguration configuration,
      FalParts fal,
      Stores stores,
      TemporalConnection temporal) {
    return TemporalWorkers.of(
        temporal.client(),
        configuration.workers(),
        new LedgerJobSteps(stores.jobs(), stores.vault(), stores.erasures()),
        new PhotoSanitising(stores.vault(), new PhotoSanitiser(configuration.videos().uploads())),
        fal.generation(configuration, stores),
        new LedgerErasure(stores.erasures()));
  }
}
