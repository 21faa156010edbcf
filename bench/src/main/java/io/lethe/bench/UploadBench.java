package io.lethe.bench;

import io.lethe.dev.system.EmbeddedLedger;
import io.lethe.dev.system.VarFolder;
import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.Stores;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.ledger.LedgerJdbi;
import io.lethe.storage.ledger.LedgerMigration;
import io.lethe.storage.vault.FileObjectStore;
import io.lethe.storage.vault.NewMedia;
import io.lethe.storage.video.NewJob;
import io.lethe.storage.video.Quota;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A body stored encrypted, with its rows in the ledger, beside the same body written plain by the
 * same store.
 */
final class UploadBench {
  private static final long BODY = 500_000_000;
  private static final int ROUNDS = 5;
  private static final int PORT = 59_329;

  private final Path folder;

  UploadBench(Path folder) {
    this.folder = folder;
  }

  List<String> run() throws Exception {
    FileObjectStore objects = new FileObjectStore(folder.resolve("vault"));
    List<Long> plain = new ArrayList<>();
    List<Long> encrypted = new ArrayList<>();
    try (EmbeddedLedger ledger = EmbeddedLedger.start(new VarFolder(folder), PORT)) {
      Stores stores = stores(ledger, objects);
      SubjectId subject = subject(stores);
      for (int round = 0; round <= ROUNDS; round++) {
        long plainTime = timed(() -> objects.put("jobs/plain/object", new Body()::transferTo));
        objects.delete("jobs/plain/object");
        JobId job = job(stores, subject);
        long encryptedTime =
            timed(
                () ->
                    stores
                        .vault()
                        .store(NewMedia.upload(job, UploadRole.PHOTO, "image/jpeg"), new Body()));
        stores.erasures().begin(job, null);
        stores.erasures().eraseBytes(job);
        if (round > 0) {
          plain.add(plainTime);
          encrypted.add(encryptedTime);
        }
      }
    }
    double plainMedian = Percentiles.of(plain).millis(50);
    double encryptedMedian = Percentiles.of(encrypted).millis(50);
    return List.of(
        "500 MB written plain: %.0f ms; stored encrypted: %.0f ms; %.2f of the plain speed; heap %d MB"
            .formatted(
                plainMedian,
                encryptedMedian,
                plainMedian / encryptedMedian,
                Runtime.getRuntime().maxMemory() >> 20));
  }

  private Stores stores(EmbeddedLedger ledger, FileObjectStore objects) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(ledger.jdbcUrl());
    source.setUser(ledger.user());
    LedgerMigration.migrate(source);
    return Stores.assemble(
        LedgerJdbi.configure(Jdbi.create(source)),
        KeyFolder.open(folder.resolve("keys"), true),
        objects,
        Duration.ofHours(24),
        Clock.systemUTC());
  }

  private static SubjectId subject(Stores stores) {
    SubjectId subject = stores.subjects().recognise("https://idp.example", "bench");
    stores
        .consents()
        .grant(subject, stores.notices().current(Purpose.AI_PROCESSING), ConsentChannel.API);
    return subject;
  }

  private static JobId job(Stores stores, SubjectId subject) {
    JobId job = JobId.random();
    stores
        .jobs()
        .order(
            new NewJob(
                job,
                subject,
                new ModelId("kling-2.5-turbo-standard"),
                5,
                new Prompt("A smile"),
                Set.of(UploadRole.PHOTO),
                Parameters.NONE,
                Clock.systemUTC().instant().plus(Duration.ofHours(1))),
            null,
            Quota.UNLIMITED);
    stores.jobs().guarded(job);
    return job;
  }

  private static long timed(InParallel.Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    return System.nanoTime() - began;
  }

  /** So many bytes, made up as they are read. */
  private static final class Body extends InputStream {
    private long left = BODY;

    @Override
    public int read() {
      return left-- > 0 ? (int) (left & 0xFF) : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      left -= count;
      return count;
    }
  }
}
