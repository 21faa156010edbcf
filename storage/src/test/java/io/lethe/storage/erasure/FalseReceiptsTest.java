package io.lethe.storage.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.erasure.Receipt;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.LyingStore;
import io.lethe.storage.testing.TestStorage;
import io.lethe.storage.vault.ObjectStore;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each place in turn says "done" and keeps a copy. However often an eraser tries, there is no
 * receipt while anything is left; once the place is honest, the next try ends in one.
 */
class FalseReceiptsTest {
  private static final int TRIES = 4;

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  @TempDir Path folder;
  private @Nullable LyingStore lying;
  private @Nullable TestStorage storage;

  @Test
  void noneFromAStoreThatDeletesNothing() throws Exception {
    JobId job =
        jobOn(
            store ->
                new LyingStore(store) {
                  @Override
                  public boolean delete(String name) throws IOException {
                    return lies() || super.delete(name);
                  }
                });
    tryToErase(job);

    assertThat(receipt(job)).isNull();
    lying.beHonest();
    assertTruthfulReceipt(job);
  }

  @Test
  void noneFromAStoreThatDeletesOnlyTheFirstThousand() throws Exception {
    AtomicInteger deleted = new AtomicInteger();
    JobId job =
        jobOn(
            store ->
                new LyingStore(store) {
                  @Override
                  public boolean delete(String name) throws IOException {
                    return (lies() && deleted.incrementAndGet() > 1_000) || super.delete(name);
                  }
                });
    strays(job, 1_050);
    tryToErase(job);

    assertThat(filesOf(job)).isNotEmpty();
    assertThat(receipt(job)).isNull();
    lying.beHonest();
    assertTruthfulReceipt(job);
  }

  @Test
  void aStoreThatListsOnlyAThousandIsAskedUntilItListsNone() throws Exception {
    JobId job =
        jobOn(
            store ->
                new LyingStore(store) {
                  @Override
                  public List<String> list(String prefix) throws IOException {
                    return super.list(prefix).stream().limit(1_000).toList();
                  }
                });
    strays(job, 2_050);

    assertTruthfulReceipt(job);
  }

  @Test
  void aStoreThatFailsEveryOtherTimeDelaysTheReceiptAtMost() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    JobId job =
        jobOn(
            store ->
                new LyingStore(store) {
                  @Override
                  public boolean delete(String name) throws IOException {
                    failEveryOtherTime();
                    return super.delete(name);
                  }

                  @Override
                  public List<String> list(String prefix) throws IOException {
                    failEveryOtherTime();
                    return super.list(prefix);
                  }

                  @Override
                  public SeekableByteChannel open(String name) throws IOException {
                    failEveryOtherTime();
                    return super.open(name);
                  }

                  private void failEveryOtherTime() throws IOException {
                    if (asked.incrementAndGet() % 2 == 1) {
                      throw new IOException("one in two fails");
                    }
                  }
                });

    tryToErase(job);

    assertThat(receipt(job)).isNotNull();
    assertThat(filesOf(job)).isEmpty();
  }

  @Test
  void aStoreThatListsNothingIsNotBelieved() throws Exception {
    JobId job =
        jobOn(
            store ->
                new LyingStore(store) {
                  @Override
                  public List<String> list(String prefix) {
                    return List.of();
                  }
                });

    assertTruthfulReceipt(job);
  }

  @Test
  void noneFromAStoreThatListsNothingAndDeletesNothing() throws Exception {
    JobId job =
        jobOn(
            store ->
                new LyingStore(store) {
                  @Override
                  public List<String> list(String prefix) throws IOException {
                    return lies() ? List.of() : super.list(prefix);
                  }

                  @Override
                  public boolean delete(String name) throws IOException {
                    return lies() || super.delete(name);
                  }
                });
    tryToErase(job);

    assertThat(receipt(job)).isNull();
    lying.beHonest();
    assertTruthfulReceipt(job);
  }

  @Test
  void noneFromAStoreThatKeepsNoTombstone() throws Exception {
    JobId job =
        jobOn(
            store ->
                new LyingStore(store) {
                  @Override
                  public void put(String name, Content content) throws IOException {
                    if (!lies() || !name.startsWith("tombstones/")) {
                      super.put(name, content);
                    }
                  }
                });
    tryToErase(job);

    assertThat(receipt(job)).isNull();
    lying.beHonest();
    assertTruthfulReceipt(job);
  }

  /** A trigger that passes over a statement, so that the statement succeeds and changes nothing. */
  @ParameterizedTest
  @CsvSource({
    "keys, UPDATE, the key survives",
    "media, DELETE, the rows of the media survive",
    "jobs, UPDATE, the prompt and the state survive",
    "receipts, INSERT, the receipt is not kept"
  })
  void noneFromALedgerThatPassesOverAChange(String table, String change, String whatHappens)
      throws Exception {
    JobId job = jobOn(LyingStore::new);
    LEDGER
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "CREATE FUNCTION pass_over() RETURNS trigger LANGUAGE plpgsql AS"
                      + " 'BEGIN RETURN NULL; END'");
              handle.execute(
                  "CREATE TRIGGER a_pass_over BEFORE "
                      + change
                      + " ON "
                      + table
                      + " FOR EACH ROW EXECUTE FUNCTION pass_over()");
            });
    try {
      tryToErase(job);
      assertThat(receipt(job)).as(whatHappens).isNull();
    } finally {
      LEDGER.jdbi().useHandle(handle -> handle.execute("DROP FUNCTION pass_over CASCADE"));
    }
    assertTruthfulReceipt(job);
  }

  private JobId jobOn(Function<ObjectStore, LyingStore> kind) {
    storage =
        new TestStorage(
            LEDGER,
            folder,
            store -> {
              lying = kind.apply(store);
              return lying;
            });
    return storage.preparingJob(new byte[100]);
  }

  /** As an eraser does that is told of failures: again and again. */
  private void tryToErase(JobId job) {
    for (int i = 0; i < TRIES; i++) {
      try {
        storage.stores().erasures().erase(job, Ending.of(Outcome.CANCELLED));
      } catch (RuntimeException notYet) {
        // Tried again.
      }
    }
  }

  private @Nullable SignedReceipt receipt(JobId job) {
    return storage.stores().erasures().receipt(job).orElse(null);
  }

  private void assertTruthfulReceipt(JobId job) throws IOException {
    SignedReceipt receipt = storage.stores().erasures().erase(job, Ending.of(Outcome.CANCELLED));

    assertThat(receipt.receipt().result()).isEqualTo(Receipt.Result.COMPLETE);
    assertThat(filesOf(job)).isEmpty();
    assertThat(valuesOf(job)).isZero();
  }

  private void strays(JobId job, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Files.write(folderOf(job).resolve("stray-" + i), new byte[1]);
    }
  }

  private List<Path> filesOf(JobId job) throws IOException {
    if (Files.notExists(folderOf(job))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folderOf(job))) {
      return files.toList();
    }
  }

  private Path folderOf(JobId job) {
    return storage.objectsFolder().resolve("jobs").resolve(job.toString());
  }

  private static long valuesOf(JobId job) {
    return LEDGER
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT (SELECT count(*) FROM keys WHERE job_id = :job AND wrapped IS NOT NULL)
                          + (SELECT count(*) FROM media WHERE job_id = :job)
                          + (SELECT count(*) FROM jobs WHERE id = :job AND prompt IS NOT NULL)
                        """)
                    .bind("job", job.value())
                    .mapTo(Long.class)
                    .one());
  }
}
