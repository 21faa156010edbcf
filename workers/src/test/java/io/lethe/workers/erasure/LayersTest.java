package io.lethe.workers.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.lethe.domain.JobId;
import io.lethe.domain.video.JobState;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import io.lethe.workers.WorkersApplication;
import io.lethe.workers.WorkersConfiguration;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker that is started where nearly everything is gone, as a container is that starts again and
 * again: it does not come up, and erases what it can each time.
 */
class LayersTest {
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
  void theSweeperErasesWhereTemporalIsGone() throws IOException {
    LEDGER
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE jobs SET ordered_at = now() - interval '5 hours',"
                        + " erase_by = now() - interval '1 hour' WHERE id = ?",
                    job.value()));

    assertThatThrownBy(() -> startWorkers(LEDGER.jdbcUrl()))
        .hasStackTraceContaining("Temporal did not answer");
    assertThat(storage.stores().jobs().find(job).orElseThrow().state()).isEqualTo(JobState.ERASED);
    assertThat(storage.stores().erasures().receipt(job)).isPresent();
    assertThat(filesOfJobs()).isEmpty();
  }

  @Test
  void theAgeOfObjectsErasesWhereLedgerAndTemporalAreGone() throws IOException {
    Path object = filesOfJobs().get(0);
    Path halfWritten = object.resolveSibling("broken-off.part");
    Files.write(halfWritten, new byte[10]);
    Path fresh = object.resolveSibling("fresh");
    Files.write(fresh, new byte[10]);
    setAge(object, Duration.ofHours(7));
    setAge(halfWritten, Duration.ofMinutes(20));

    assertThatThrownBy(() -> startWorkers("jdbc:postgresql://127.0.0.1:" + freePort() + "/gone"))
        .hasStackTraceContaining("PostgreSQL");
    assertThat(filesOfJobs()).containsExactly(fresh);
  }

  @Test
  void tombstonesAreKeptAsLongAsBackupsAndNoLonger() throws IOException {
    storage.stores().tombstones().set(job);
    JobId erasedLater = JobId.random();
    storage.stores().tombstones().set(erasedLater);
    setAge(storage.objectsFolder().resolve("tombstones/job/" + job), Duration.ofDays(36));
    setAge(storage.objectsFolder().resolve("tombstones/job/" + erasedLater), Duration.ofDays(34));

    assertThatThrownBy(() -> startWorkers("jdbc:postgresql://127.0.0.1:" + freePort() + "/gone"))
        .hasStackTraceContaining("PostgreSQL");
    assertThat(storage.stores().tombstones().isSet(job)).isFalse();
    assertThat(storage.stores().tombstones().isSet(erasedLater)).isTrue();
  }

  @Test
  void storageThatWouldExpireBeforeTheDeadlineIsRefused() {
    assertThatThrownBy(
            () ->
                startWorkers(LEDGER.jdbcUrl(), ConfigOverride.config("vault.expireAfter", "PT4H")))
        .hasStackTraceContaining("vault.expireAfter must be longer than videos.eraseBy");
  }

  private void startWorkers(String ledger, ConfigOverride... more) throws Exception {
    ConfigOverride[] usual = {
      ConfigOverride.config("ledger.url", ledger),
      ConfigOverride.config("ledger.user", "postgres"),
      ConfigOverride.config("ledger.connectWait", "PT1S"),
      ConfigOverride.config("temporal.target", "127.0.0.1:" + freePort()),
      ConfigOverride.config("temporal.connectWait", "PT1S"),
      ConfigOverride.config("vault.folder", storage.objectsFolder().toString()),
      ConfigOverride.config("vault.keys", folder.resolve("keys").toString()),
      ConfigOverride.config("fal.key", "a-key-for-tests"),
      ConfigOverride.config("logging.level", "WARN"),
      ConfigOverride.config("workerServer.connector.port", "0")
    };
    DropwizardTestSupport<WorkersConfiguration> workers =
        new DropwizardTestSupport<>(
            WorkersApplication.class,
            "../config.yml",
            new SubstitutingSourceProvider(
                new FileConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)),
            Stream.concat(Stream.of(usual), Stream.of(more)).toArray(ConfigOverride[]::new));
    try {
      workers.before();
    } finally {
      workers.after();
    }
  }

  private List<Path> filesOfJobs() throws IOException {
    Path jobs = storage.objectsFolder().resolve("jobs");
    if (Files.notExists(jobs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(jobs)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void setAge(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
