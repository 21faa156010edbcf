package io.lethe.workers.testing;

import com.codahale.metrics.MetricRegistry;
import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.video.ClipLimits;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.ModelParameter;
import io.lethe.domain.video.ModelPrice;
import io.lethe.domain.video.ModelUpload;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.domain.video.PromptRule;
import io.lethe.domain.video.UploadRole;
import io.lethe.fal.FalClient;
import io.lethe.fal.FalKey;
import io.lethe.fal.FalLimits;
import io.lethe.fal.FalOrigins;
import io.lethe.fal.FalSettings;
import io.lethe.storage.Stores;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.egress.BeginResult;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.egress.ProviderHandle;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.provider.ProviderBlocks;
import io.lethe.storage.upload.UploadLimits;
import io.lethe.storage.vault.Dimensions;
import io.lethe.storage.vault.FileObjectStore;
import io.lethe.storage.vault.MediaKind;
import io.lethe.storage.vault.NewMedia;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.storage.video.NewJob;
import io.lethe.storage.video.OrderResult;
import io.lethe.storage.video.Quota;
import io.lethe.workers.erasure.LedgerErasure;
import io.lethe.workers.model.Bills;
import io.lethe.workers.provider.FalAccount;
import io.lethe.workers.provider.FalReconciliation;
import io.lethe.workers.provider.FalTraces;
import io.lethe.workers.provider.HandingOver;
import io.lethe.workers.provider.SubmissionTerms;
import io.lethe.workers.provider.TracesSweep;
import io.lethe.workers.video.ClipSanitising;
import io.lethe.workers.video.FalGeneration;
import io.lethe.workers.video.FalSubmissions;
import io.lethe.workers.video.FalSubmitting;
import io.lethe.workers.video.LedgerJobSteps;
import io.lethe.workers.video.PhotoSanitiser;
import io.lethe.workers.video.PhotoSanitising;
import io.lethe.workflows.erasure.GuardianCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockWebServer;
import org.jdbi.v3.core.Jdbi;

/**
 * Everything below the workflows, real but for fal.ai, which is a scripted server at the other end
 * of a socket.
 */
public final class Installation implements AutoCloseable {
  public static final Model MODEL =
      new Model(
          new ModelId("kling-2.5-turbo-standard"),
          "Kling 2.5 Turbo Standard",
          "fal-ai/kling-video/v2.5-turbo/standard/image-to-video",
          Map.of(UploadRole.PHOTO, ModelUpload.photo("image_url")),
          List.of(5, 10),
          new PromptRule(false, 2_500),
          Map.of(
              "cfg_scale", new ModelParameter.Decimal(false, 0, 1),
              "negative_prompt", new ModelParameter.Text(false, 2_500)),
          new ModelPrice(new BigDecimal("0.042"), null));

  public static final Model EDIT =
      new Model(
          new ModelId("kling-o1-edit"),
          "Kling O1 Edit",
          "fal-ai/kling-video/o1/video-to-video/edit",
          Map.of(
              UploadRole.CLIP,
              new ModelUpload(
                  "video_url",
                  false,
                  false,
                  null,
                  null,
                  new ClipLimits(200_000_000, 3, 10.05, 23.9, 60.1, 720, 2_160)),
              UploadRole.REFERENCE_1,
              reference(),
              UploadRole.REFERENCE_2,
              reference(),
              UploadRole.REFERENCE_3,
              reference(),
              UploadRole.REFERENCE_4,
              reference()),
          List.of(),
          new PromptRule(false, 2_500),
          Map.of("keep_audio", new ModelParameter.Flag(false, false)),
          new ModelPrice(new BigDecimal("0.168"), null));

  public static final String PROMPT = "she turns and laughs PLANTED-IN-THE-PROMPT";
  public static final int LARGEST_VIDEO = 1_000_000;
  public static final Duration LIMIT = Duration.ofSeconds(20);
  public static final Duration CERTAIN_AFTER = Duration.ofMinutes(30);
  public static final Duration TRY_EVERY = Duration.ofMinutes(1);

  public final TestClock clock = new TestClock();
  public final Stores stores;
  public final ObjectStore objects;
  public final MockWebServer fal = new MockWebServer();
  public final FalClient client;
  public final SubjectId subject;
  public final MetricRegistry metrics = new MetricRegistry();
  private final Jdbi ledger;

  private static ModelUpload reference() {
    return new ModelUpload("image_urls", true, true, null, null, null);
  }

  public Installation(Jdbi ledger, Path folder) throws IOException {
    fal.start();
    this.ledger = ledger;
    objects = new FileObjectStore(folder.resolve("vault"));
    KeyFolder keys = KeyFolder.open(folder.resolve("keys"), true);
    stores = Stores.assemble(ledger, keys, objects, Duration.ofHours(24), clock);
    client = clientAt(URI.create("http://localhost:" + fal.getPort()));
    subject = stores.subjects().recognise("https://id.example", JobId.random().toString());
  }

  public static FalClient clientAt(URI address) {
    FalSettings settings =
        new FalSettings(
            new FalKey("a-key-for-tests"),
            new FalKey("an-admin-key-for-tests"),
            null,
            new FalOrigins(address, address, address, List.of("*.fal.media")),
            new FalLimits(Duration.ofSeconds(2), LIMIT, LIMIT, LIMIT, LIMIT, LARGEST_VIDEO));
    return new FalClient(settings, Clock.systemUTC());
  }

  /** A job that is ready to be submitted; what was uploaded is what is sent. */
  public JobId orderThatIsSanitised(byte[] photo) throws IOException {
    JobId job = order();
    upload(job, "image/jpeg", photo);
    stores.jobs().requireConsent(job);
    stores
        .vault()
        .store(
            NewMedia.sanitised(job, UploadRole.PHOTO, "image/jpeg", new Dimensions(320, 400)),
            new ByteArrayInputStream(photo));
    return job;
  }

  /** A job whose photo fal.ai has accepted, as {@link FalAnswers#REQUEST_ID}. */
  public JobId orderThatIsWithFal() throws IOException {
    JobId job = order();
    upload(job, "image/jpeg", new byte[] {1, 2, 3});
    stores.jobs().requireConsent(job);
    NewEgress egress =
        new NewEgress(job, "fal.ai", MODEL.endpoint(), List.of(EgressContent.FILE), 3);
    BeginResult.Begun begun = (BeginResult.Begun) stores.egress().begin(egress);
    stores.egress().accepted(begun.id(), new ProviderHandle(FalAnswers.REQUEST_ID, "", "", ""));
    return job;
  }

  public LedgerJobSteps jobSteps(GuardianCalls guardians) {
    return new LedgerJobSteps(stores.jobs(), stores.vault(), stores.erasures(), guardians);
  }

  public PhotoSanitising photoSteps() {
    return new PhotoSanitising(
        stores.vault(),
        new PhotoSanitiser(UploadLimits.ofPhotos()),
        new ClipSanitising(
            stores.jobs(), stores.vault(), Map.of(MODEL.id(), MODEL, EDIT.id(), EDIT)));
  }

  public FalGeneration generation() {
    return generation(client);
  }

  public FalGeneration generation(FalClient at) {
    return generation(
        at, new SubmissionTerms(Duration.ofMinutes(15), Duration.ofHours(1), 100, null));
  }

  public FalGeneration generation(FalClient at, SubmissionTerms terms) {
    HandingOver handingOver =
        new HandingOver(
            stores.vault(), stores.handOffs(), Duration.ofHours(1), terms.publicAddress());
    FalSubmitting submitting =
        new FalSubmitting(
            at.queue(),
            reconciliation(),
            account(),
            stores.egress(),
            new FalSubmissions(
                stores.jobs(),
                stores.vault(),
                Map.of(MODEL.id(), MODEL, EDIT.id(), EDIT),
                handingOver,
                terms),
            bills());
    return new FalGeneration(
        submitting,
        at,
        following(),
        stores.providerTraces(),
        stores.egress(),
        stores.jobs(),
        stores.vault(),
        bills());
  }

  public FalReconciliation reconciliation() {
    return new FalReconciliation(client.platform(), stores.egress(), LIMIT, CERTAIN_AFTER, clock);
  }

  public FalAccount account() {
    return new FalAccount(new ProviderBlocks(ledger, TRY_EVERY, clock));
  }

  public FalTraces following() {
    return new FalTraces(client, stores.providerTraces(), stores.erasures(), bills(), clock);
  }

  public TracesSweep tracesSweep() {
    return new TracesSweep(
        stores.providerTraces(), following(), stores.egress(), reconciliation(), clock);
  }

  public Bills bills() {
    return new Bills(stores.costs(), stores.modelFacts(), metrics);
  }

  public LedgerErasure erasureSteps() {
    return new LedgerErasure(stores.erasures());
  }

  public void consent() {
    stores
        .consents()
        .grant(subject, stores.notices().current(Purpose.AI_PROCESSING), ConsentChannel.API);
  }

  public void withdrawConsent() {
    stores.consents().withdraw(subject, Purpose.AI_PROCESSING, ConsentChannel.API);
  }

  /** A job that waits for its upload; the subject has consented. */
  public JobId order(Instant eraseBy) {
    consent();
    JobId job = JobId.random();
    NewJob order =
        new NewJob(
            job,
            subject,
            MODEL.id(),
            5,
            new Prompt(PROMPT),
            Set.of(UploadRole.PHOTO),
            new Parameters(Map.of("cfg_scale", 0.5, "negative_prompt", "blur")),
            eraseBy);
    if (!(stores.jobs().order(order, null, Quota.UNLIMITED) instanceof OrderResult.Ordered)) {
      throw new AssertionError("the order was not taken");
    }
    stores.jobs().guarded(job);
    return job;
  }

  public JobId order() {
    return order(Instant.now().plus(Duration.ofHours(4)));
  }

  public void upload(JobId job, String contentType, byte[] photo) throws IOException {
    stores
        .vault()
        .store(
            NewMedia.upload(job, UploadRole.PHOTO, contentType), new ByteArrayInputStream(photo));
  }

  public byte[] bytesOf(JobId job, MediaKind kind) throws IOException {
    UploadRole role = kind == MediaKind.VIDEO ? null : UploadRole.PHOTO;
    var media = stores.vault().find(job, kind, role).orElseThrow();
    try (InputStream bytes = Channels.newInputStream(stores.vault().open(media))) {
      return bytes.readAllBytes();
    }
  }

  public List<String> objectsOf(JobId job) throws IOException {
    return objects.list("jobs/" + job + "/");
  }

  @Override
  public void close() {
    fal.close();
  }
}
