package io.lethe.storage.testing;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.Stores;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.mail.Outbox;
import io.lethe.storage.vault.FileObjectStore;
import io.lethe.storage.vault.NewMedia;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.storage.video.NewJob;
import io.lethe.storage.video.OrderResult.Ordered;
import io.lethe.storage.video.Quota;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;

/**
 * Real stores on a test's own ledger and folder, and the few steps that bring a job to where a test
 * begins.
 */
public final class TestStorage {
  public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  public static final String PROMPT = "She turns her head and smiles at the sea";
  public static final ModelId MODEL = new ModelId("kling-2.5-turbo-standard");
  public static final Duration IDEMPOTENCY_KEPT = Duration.ofHours(24);

  private final Jdbi ledger;
  private final Path folder;
  private final SettableClock clock;
  private final ObjectStore objects;
  private final Stores stores;

  /**
   * @param folder for objects and keys, usually a {@code @TempDir}
   */
  public TestStorage(LedgerExtension ledger, Path folder) {
    this(ledger, folder, UnaryOperator.identity());
  }

  /**
   * @param tampering with the real object store, between it and the stores
   */
  public TestStorage(LedgerExtension ledger, Path folder, UnaryOperator<ObjectStore> tampering) {
    this(ledger.jdbi(), folder, tampering);
  }

  /** On the same folder, with another ledger: one that was restored. */
  public TestStorage on(Jdbi otherLedger) {
    TestStorage other = new TestStorage(otherLedger, folder, UnaryOperator.identity());
    other.clock.advance(Duration.between(START, clock.instant()));
    return other;
  }

  private TestStorage(Jdbi ledger, Path folder, UnaryOperator<ObjectStore> tampering) {
    this.ledger = ledger;
    this.folder = folder;
    this.clock = new SettableClock(START);
    this.objects = new FileObjectStore(objectsFolder());
    this.stores =
        Stores.assemble(
            ledger,
            KeyFolder.open(folder.resolve("keys"), true),
            tampering.apply(objects),
            IDEMPOTENCY_KEPT,
            clock);
  }

  public Stores stores() {
    return stores;
  }

  public SettableClock clock() {
    return clock;
  }

  /** The store at the bottom of the vault, to look at it or to tamper with it. */
  public ObjectStore objects() {
    return objects;
  }

  public Path objectsFolder() {
    return folder.resolve("objects");
  }

  public SubjectKeys subjectKeys() {
    return new SubjectKeys(ledger, keys().master(), clock);
  }

  public DigestKey digests() {
    return keys().digests();
  }

  public Outbox outbox() {
    return new Outbox(ledger, subjectKeys(), keys().tickets(), clock);
  }

  private KeyFolder keys() {
    return KeyFolder.open(folder.resolve("keys"), false);
  }

  /** The same store, but something happens after each object that was written. */
  public ObjectStore objectsThat(Runnable afterEach) {
    return new ObjectStore() {
      @Override
      public void put(String name, Content content) throws IOException {
        objects.put(name, content);
        afterEach.run();
      }

      @Override
      public SeekableByteChannel open(String name) throws IOException {
        return objects.open(name);
      }

      @Override
      public boolean delete(String name) throws IOException {
        return objects.delete(name);
      }

      @Override
      public List<String> list(String prefix) throws IOException {
        return objects.list(prefix);
      }

      @Override
      public List<String> listWrittenBefore(String prefix, Instant before) throws IOException {
        return objects.listWrittenBefore(prefix, before);
      }
    };
  }

  public SubjectId newSubject() {
    return stores.subjects().recognise("https://idp.example", UUID.randomUUID().toString());
  }

  public SubjectId consentingSubject() {
    SubjectId subject = newSubject();
    grant(subject);
    return subject;
  }

  public void grant(SubjectId subject) {
    stores
        .consents()
        .grant(subject, stores.notices().current(Purpose.AI_PROCESSING), ConsentChannel.API);
  }

  public void withdraw(SubjectId subject) {
    stores.consents().withdraw(subject, Purpose.AI_PROCESSING, ConsentChannel.API);
  }

  public NewJob order(SubjectId subject) {
    return new NewJob(
        JobId.random(),
        subject,
        MODEL,
        5,
        new Prompt(PROMPT),
        Set.of(UploadRole.PHOTO),
        Parameters.NONE,
        clock.instant().plus(Duration.ofHours(4)));
  }

  /** Ordered by a new subject, and guarded: it awaits its upload. */
  public JobId guardedJob() {
    return guardedJob(consentingSubject());
  }

  public JobId guardedJob(SubjectId subject) {
    Ordered ordered = (Ordered) stores.jobs().order(order(subject), null, Quota.UNLIMITED);
    stores.jobs().guarded(ordered.job().id());
    return ordered.job().id();
  }

  /** PREPARING, with its photo stored. */
  public JobId preparingJob(byte[] photo) {
    JobId job = guardedJob();
    store(NewMedia.upload(job, UploadRole.PHOTO, "image/jpeg"), photo);
    stores.jobs().requireConsent(job);
    return job;
  }

  public void store(NewMedia what, byte[] plain) {
    try {
      stores.vault().store(what, new ByteArrayInputStream(plain));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
