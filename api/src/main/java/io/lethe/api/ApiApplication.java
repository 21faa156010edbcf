package io.lethe.api;

import io.dropwizard.core.setup.Environment;
import io.lethe.api.account.EmailConfirmationsResource;
import io.lethe.api.account.MeResource;
import io.lethe.api.campaign.CampaignsResource;
import io.lethe.api.campaign.OptOutsResource;
import io.lethe.api.consent.ConsentsResource;
import io.lethe.api.consent.NoticesResource;
import io.lethe.api.consent.Withdrawal;
import io.lethe.api.erasure.ReceiptKeysResource;
import io.lethe.api.erasure.ReceiptResource;
import io.lethe.api.health.RequestJournal;
import io.lethe.api.identity.BearerFilter;
import io.lethe.api.identity.BearerTokens;
import io.lethe.api.model.Models;
import io.lethe.api.model.ModelsResource;
import io.lethe.api.problem.ProblemsResource;
import io.lethe.api.provider.FalWebhooksResource;
import io.lethe.api.provider.HandOffResource;
import io.lethe.api.provider.Wakeups;
import io.lethe.api.rights.Allowance;
import io.lethe.api.rights.PackageLinkResource;
import io.lethe.api.rights.PublicRequestsResource;
import io.lethe.api.rights.RequestWorkflows;
import io.lethe.api.rights.RightsConfirmationsResource;
import io.lethe.api.rights.RightsRequestsResource;
import io.lethe.api.rights.RightsStatusResource;
import io.lethe.api.usage.UsageEventsResource;
import io.lethe.api.usage.UsageResource;
import io.lethe.api.video.Collection;
import io.lethe.api.video.ContentResource;
import io.lethe.api.video.EventsResource;
import io.lethe.api.video.JobChanges;
import io.lethe.api.video.JobWorkflows;
import io.lethe.api.video.Orders;
import io.lethe.api.video.OwnJobs;
import io.lethe.api.video.UploadResource;
import io.lethe.api.video.VideoResource;
import io.lethe.api.video.VideoSettings;
import io.lethe.api.video.VideosResource;
import io.lethe.process.ClosedAtTheEnd;
import io.lethe.process.LetheProcess;
import io.lethe.process.health.PrometheusMetrics;
import io.lethe.process.health.TemporalHealth;
import io.lethe.process.health.VaultHealth;
import io.lethe.storage.Stores;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.ledger.LedgerConnection;
import io.lethe.storage.vault.FileObjectStore;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.workflows.TemporalConnection;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.rights.RightsCalls;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.jdbi.v3.core.Jdbi;

/** The process that serves {@code /v1}. */
public final class ApiApplication extends LetheProcess<ApiConfiguration> {

  private static final int WAKEUPS_AT_MOST = 1_000;

  /** Of one network: a household or an office that asks, not a script. */
  private static final int STRANGERS_AN_HOUR = 20;

  public ApiApplication() {
    super("lethe-api", "Serves the API.");
  }

  public static void main(String[] arguments) throws Exception {
    new ApiApplication().run(arguments);
  }

  @Override
  public void run(ApiConfiguration configuration, Environment environment) {
    Clock clock = Clock.systemUTC();
    KeyFolder keys =
        KeyFolder.open(configuration.vault().keys(), configuration.vault().createMissingKeys());
    ObjectStore objects = new FileObjectStore(configuration.vault().folder());
    Jdbi ledger = LedgerConnection.open(configuration.ledger(), environment);
    TemporalConnection temporal = TemporalConnection.open(configuration.temporal(), getName());
    environment.lifecycle().manage(new ClosedAtTheEnd(temporal));

    Stores stores =
        Stores.assemble(
            ledger,
            keys,
            objects,
            configuration.videos().idempotency(),
            configuration.people(),
            clock);
    // Before anybody is served: a restored ledger may know people who were erased since.
    stores.people().rights().restored().eraseAgain();
    HttpRules.apply(
        configuration,
        environment,
        new BearerFilter(
            BearerTokens.of(configuration.identity()), stores.subjects(), stores.staff().staff()),
        stores.people().identifiers());
    resources(configuration, environment, stores, ledger, temporal, clock)
        .forEach(environment.jersey()::register);

    ConsoleRoutes.of(configuration, environment, stores, temporal, clock)
        .forEach(environment.jersey()::register);

    environment.healthChecks().register("temporal", new TemporalHealth(temporal));
    environment.healthChecks().register("vault", new VaultHealth(objects));
    environment.jersey().register(new RequestJournal(PrometheusMetrics.serve(environment)));
  }

  private static List<Object> resources(
      ApiConfiguration configuration,
      Environment environment,
      Stores stores,
      Jdbi ledger,
      TemporalConnection temporal,
      Clock clock) {
    VideoSettings settings = configuration.videos();
    Models models = new Models(configuration.models());
    ScheduledExecutorService timers =
        environment.lifecycle().scheduledExecutorService("timers").threads(1).build();
    // Short looks at the ledger for those who wait: four keep up with thousands.
    ExecutorService lookers =
        environment.lifecycle().executorService("lookers-%d").minThreads(4).maxThreads(4).build();
    JobChanges changes = new JobChanges(ledger, lookers);
    environment.lifecycle().manage(changes);

    JobWorkflows workflows =
        new JobWorkflows(
            temporal.client(),
            new GuardianCalls(temporal.client(), settings.secondLook()),
            settings.deliveryWindow(),
            timers);
    OwnJobs own = new OwnJobs(stores.jobs(), stores.erasures(), stores.providerTraces());
    Orders orders =
        new Orders(stores.jobs(), workflows, settings.quota(), settings.eraseBy(), clock);
    Collection collection = new Collection(stores.jobs(), workflows);
    Withdrawal withdrawal = new Withdrawal(stores.people().withdrawals(), stores.jobs(), workflows);
    RequestWorkflows requestWorkflows =
        new RequestWorkflows(new RightsCalls(temporal.client()), new Patience(timers));
    return List.of(
        new NoticesResource(stores.notices()),
        new ConsentsResource(stores.notices(), stores.consents(), withdrawal),
        new ModelsResource(models, stores.modelFacts(), stores.makingTimes(), settings.uploads()),
        new VideosResource(orders, stores.jobs(), models),
        new VideoResource(own, changes, collection, workflows, settings.longestWait()),
        new UploadResource(own, models, stores.vault(), workflows, settings.uploads()),
        new EventsResource(own, stores.jobs(), changes, timers),
        new ContentResource(own, stores.vault(), collection),
        new ReceiptResource(own, stores.erasures()),
        new ReceiptKeysResource(stores.receiptSigner()),
        new MeResource(stores.people().accounts()),
        new EmailConfirmationsResource(stores.people().accounts()),
        new UsageEventsResource(stores.people().usage(), clock),
        new UsageResource(stores.people().usage()),
        new FalWebhooksResource(
            configuration.fal().webhooks(clock),
            stores.egress(),
            new Wakeups(temporal.client(), wakers(environment), timers)),
        new HandOffResource(stores.handOffs(), stores.vault()),
        new RightsRequestsResource(
            stores.people().rights(),
            stores.people().holdings().names(),
            requestWorkflows,
            configuration.people().rights().signInAtMostAgo(),
            clock),
        new RightsStatusResource(
            stores.people().rights().requests(), stores.people().rights().deletions()),
        new PublicRequestsResource(
            stores.people().rights().mailed(), new Allowance(STRANGERS_AN_HOUR, clock)),
        new RightsConfirmationsResource(stores.people().rights().mailed(), requestWorkflows),
        new CampaignsResource(stores.people().campaigns()),
        new OptOutsResource(stores.people().optOuts()),
        new PackageLinkResource(stores.people().rights().packages()),
        new ProblemsResource(),
        OpenApiResource.load());
  }

  /** One that is dropped costs a few seconds of waiting, and nothing else. */
  private static ExecutorService wakers(Environment environment) {
    return environment
        .lifecycle()
        .executorService("wakers-%d")
        .minThreads(2)
        .maxThreads(2)
        .workQueue(new ArrayBlockingQueue<>(WAKEUPS_AT_MOST))
        .rejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy())
        .build();
  }
}
