package io.lethe.workers.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.erasure.Place;
import io.lethe.domain.erasure.Receipt.Finding;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.Requests;
import io.lethe.storage.testing.TestStorage;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.MediaKind;
import io.lethe.storage.vault.NewMedia;
import io.lethe.workflows.StepOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is older than an erasure brings nothing back. */
class RestoreTest {
  private static final Ending CANCELLED = Ending.of(Outcome.CANCELLED);
  private static final SweeperSettings SETTINGS =
      new SweeperSettings(Duration.ofMinutes(1), Duration.ofMinutes(2));

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  @TempDir Path folder;
  private TestStorage storage;
  private JobId job;

  @BeforeEach
  void aJobWithAnUpload() {
    storage = new TestStorage(LEDGER, folder);
    job = storage.preparingJob(new byte[100]);
  }

  @Test
  void anOlderLedgerServesAndStoresNothingOfAnErasedJobEvenBeforeItIsSwept() {
    Jdbi backup = LEDGER.copy();
    storage.stores().erasures().erase(job, CANCELLED);
    TestStorage restored = storage.on(backup);
    Media upload = upload(restored);

    assertThat(stateOf(restored)).isEqualTo(JobState.PREPARING);
    assertThatThrownBy(() -> restored.stores().vault().open(upload))
        .isInstanceOf(JobForgotten.class);
    assertThatThrownBy(() -> restored.store(NewMedia.video(job, "video/mp4"), new byte[100]))
        .isInstanceOf(JobForgotten.class);
  }

  @Test
  void theFirstRoundOnAnOlderLedgerErasesAgainWhatWasErased() {
    JobId alive = storage.preparingJob(new byte[100]);
    Jdbi backup = LEDGER.copy();
    storage.stores().erasures().erase(job, CANCELLED);
    TestStorage restored = storage.on(backup);
    new Sweeper(sweeps(restored), SETTINGS.every(), new MetricRegistry()).round();

    assertThat(stateOf(restored)).isEqualTo(JobState.ERASED);
    assertThat(restored.stores().erasures().receipt(job)).isPresent();
    assertThat(restored.stores().jobs().find(alive).orElseThrow().state())
        .isEqualTo(JobState.PREPARING);
    assertThat(keysLeft(backup)).isZero();
  }

  @Test
  void theFirstRoundOnAnOlderLedgerTakesTheKeyOfWhoeverWasErased() {
    SubjectId subject = People.knownByEverything(storage, LEDGER, folder);
    Jdbi backup = LEDGER.copy();
    RequestId id = Requests.ask(storage, subject, Right.DELETION);
    storage.stores().people().rights().deletions().begin(id);
    TestStorage restored = storage.on(backup);
    assertThat(restored.stores().people().accounts().find(subject).email()).isNotNull();

    round(restored);

    assertThat(restored.stores().people().accounts().find(subject).email()).isNull();
    assertThat(restored.subjectKeys().find(subject)).isEmpty();
  }

  @Test
  void olderFilesOfTheVaultAreUnreadableAndAreErasedAgain() throws IOException {
    Media upload = upload(storage);
    Path backup = folder.resolve("backup");
    copy(storage.objectsFolder().resolve("jobs"), backup);
    storage.stores().erasures().erase(job, CANCELLED);
    storage.stores().erasures().lookAgain(job);
    copy(backup, storage.objectsFolder().resolve("jobs"));

    assertThatThrownBy(() -> storage.stores().vault().open(upload))
        .isInstanceOf(JobForgotten.class);
    // Longer ago than any writer takes, by the clock of the disk.
    age(storage.objectsFolder(), Duration.ofDays(1));
    storage.clock().advance(Duration.ofMinutes(1));
    round(storage);
    assertThat(storage.objects().list("jobs/")).isEmpty();
    assertThat(storage.stores().erasures().amendments(job))
        .last()
        .satisfies(
            last ->
                assertThat(last.amendment().places())
                    .contains(new Finding(Place.VAULT, 1, storage.clock().instant())));
  }

  @Test
  void olderLedgerAndOlderVaultTogetherServeNothingAfterTheDeadlineAndAreErased()
      throws IOException {
    Media upload = upload(storage);
    Path backup = folder.resolve("backup");
    copy(storage.objectsFolder(), backup);
    Jdbi older = LEDGER.copy();
    storage.stores().erasures().erase(job, CANCELLED);
    storage.clock().advance(Duration.ofHours(5));
    delete(storage.objectsFolder());
    copy(backup, storage.objectsFolder());
    TestStorage restored = storage.on(older);

    assertThatThrownBy(() -> restored.stores().vault().open(upload))
        .isInstanceOf(JobForgotten.class);
    round(restored);
    assertThat(stateOf(restored)).isEqualTo(JobState.ERASED);
    assertThat(restored.objects().list("jobs/" + job + "/")).isEmpty();
  }

  private static void round(TestStorage on) {
    new Sweeper(sweeps(on), SETTINGS.every(), new MetricRegistry()).round();
  }

  private static List<Sweep> sweeps(TestStorage on) {
    return Sweeps.byLedger(
        SETTINGS,
        StepOptions.SECOND_LOOK_AFTER,
        on.stores(),
        List.of(),
        new MetricRegistry(),
        on.clock());
  }

  private Media upload(TestStorage on) {
    return on.stores().vault().find(job, MediaKind.UPLOAD, UploadRole.PHOTO).orElseThrow();
  }

  private JobState stateOf(TestStorage on) {
    return on.stores().jobs().find(job).orElseThrow().state();
  }

  private long keysLeft(Jdbi ledger) {
    return ledger.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM keys WHERE job_id = :job AND wrapped IS NOT NULL")
                .bind("job", job.value())
                .mapTo(Long.class)
                .one());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void age(Path tree, Duration by) throws IOException {
    FileTime then = FileTime.from(storage.clock().instant().minus(by));
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, then);
      }
    }
  }
}
