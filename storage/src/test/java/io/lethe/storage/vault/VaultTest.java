package io.lethe.storage.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VaultTest {
  private static final byte[] BYTES = new byte[3_000_000];

  static {
    new Random(11).nextBytes(BYTES);
  }

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  @TempDir Path folder;
  private TestStorage storage;
  private Vault vault;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    vault = storage.stores().vault();
  }

  @Test
  void givesBackWhatWasStored() throws IOException {
    Media media = stored(storage.guardedJob());

    assertThat(media.size()).isEqualTo(BYTES.length);
    assertThat(read(media, 0)).isEqualTo(BYTES);
  }

  @Test
  void readsFromTheMiddle() throws IOException {
    assertThat(read(stored(storage.guardedJob()), 1_500_000))
        .isEqualTo(Arrays.copyOfRange(BYTES, 1_500_000, BYTES.length));
  }

  @Test
  void keepsNothingInClear() throws IOException {
    storage.store(
        upload(storage.guardedJob()), "planted-marker-in-clear".getBytes(StandardCharsets.UTF_8));

    assertThat(files()).hasSize(1);
    assertThat(new String(Files.readAllBytes(files().get(0)), StandardCharsets.ISO_8859_1))
        .doesNotContain("planted-marker");
  }

  @Test
  void anObjectMovedToAnotherJobCantBeRead() throws IOException {
    stored(storage.guardedJob());
    Path mine = files().get(0);
    Media others = stored(storage.guardedJob());
    Path theirs = files().stream().filter(file -> !file.equals(mine)).findFirst().orElseThrow();
    Files.copy(mine, theirs, StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> read(others, 0)).isInstanceOf(IOException.class);
  }

  @Test
  void theSameBytesForARoleAreRecognisedAndOthersRefused() throws IOException {
    JobId job = storage.guardedJob();
    Media first = stored(job);

    assertThat(vault.store(upload(job), stream(BYTES))).isInstanceOf(StoreResult.SameBytes.class);
    assertThat(vault.store(upload(job), stream(new byte[10])))
        .isInstanceOf(StoreResult.OtherBytes.class);
    assertThat(files()).hasSize(1);
    assertThat(vault.find(job, MediaKind.UPLOAD, UploadRole.PHOTO)).contains(first);
  }

  @Test
  void aSourceThatBreaksOffLeavesNothing() {
    JobId job = storage.guardedJob();
    InputStream broken =
        thenAtItsEnd(
            () -> {
              throw new UncheckedIOException(new IOException("the client is gone"));
            });

    assertThatThrownBy(() -> vault.store(upload(job), broken))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(files()).isEmpty();
    assertThat(vault.find(job, MediaKind.UPLOAD, UploadRole.PHOTO)).isEmpty();
    assertThat(rows(job)).isZero();
  }

  @ParameterizedTest
  @EnumSource(MediaKind.class)
  void aWriterThatEndsAfterTheErasureLeavesNothing(MediaKind kind) throws IOException {
    JobId job = storage.guardedJob();
    if (kind == MediaKind.SANITISED) {
      stored(job);
    }
    NewMedia what =
        new NewMedia(
            job, kind, kind == MediaKind.VIDEO ? null : UploadRole.PHOTO, "image/jpeg", null, null);

    assertThatThrownBy(() -> vault.store(what, thenAtItsEnd(() -> erase(job))))
        .isInstanceOf(JobForgotten.class);
    assertThat(files()).isEmpty();
    assertThat(vault.isEmpty(job)).isTrue();
    assertThat(storage.stores().erasures().issueReceipt(job)).isNotNull();
    assertThat(rows(job)).isZero();
  }

  @Test
  void nothingIsReadOnceTheTimeIsOverThoughNobodyErasedIt() throws IOException {
    Media media = stored(storage.guardedJob());
    storage.clock().advance(Duration.ofHours(4));

    assertThatThrownBy(() -> read(media, 0))
        .isInstanceOfSatisfying(
            JobForgotten.class, forgotten -> assertThat(forgotten.isOverdue()).isTrue());
  }

  @Test
  void noWriterBeginsAfterTheTombstone() {
    JobId job = storage.guardedJob();
    erase(job);

    assertThatThrownBy(() -> vault.store(upload(job), stream(BYTES)))
        .isInstanceOf(JobForgotten.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void aCopyThatSurvivesTheErasureCantBeReadAnyMore() throws IOException {
    JobId job = storage.guardedJob();
    Media media = stored(job);
    Path file = files().get(0);
    byte[] copy = Files.readAllBytes(file);
    erase(job);
    Files.createDirectories(file.getParent());
    Files.write(file, copy);

    assertThatThrownBy(() -> read(media, 0)).isInstanceOf(JobForgotten.class);
  }

  @Test
  void theUploadsCanBeErasedBeforeTheRest() {
    JobId job = storage.preparingJob(BYTES);
    storage.store(
        NewMedia.sanitised(job, UploadRole.PHOTO, "image/jpeg", new Dimensions(400, 300)),
        new byte[100]);

    assertThat(vault.eraseUploads(job)).isEqualTo(2);
    assertThat(vault.eraseUploads(job)).isZero();
    assertThat(files()).isEmpty();
  }

  private Media stored(JobId job) throws IOException {
    return ((StoreResult.Stored) vault.store(upload(job), stream(BYTES))).media();
  }

  private byte[] read(Media media, long from) throws IOException {
    try (SeekableByteChannel channel = vault.open(media).position(from)) {
      return Channels.newInputStream(channel).readAllBytes();
    }
  }

  private void erase(JobId job) {
    storage.stores().erasures().begin(job, Ending.of(Outcome.CANCELLED));
    storage.stores().erasures().eraseBytes(job);
  }

  private long rows(JobId job) {
    return LEDGER
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM media WHERE job_id = :job")
                    .bind("job", job.value())
                    .mapTo(Long.class)
                    .one());
  }

  private List<Path> files() {
    Path jobs = storage.objectsFolder().resolve("jobs");
    if (Files.notExists(jobs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(jobs)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NewMedia upload(JobId job) {
    return NewMedia.upload(job, UploadRole.PHOTO, "image/jpeg");
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static InputStream thenAtItsEnd(Runnable whatHappens) {
    return new SequenceInputStream(
        stream(BYTES),
        new InputStream() {
          @Override
          public int read() {
            whatHappens.run();
            return -1;
          }
        });
  }
}
