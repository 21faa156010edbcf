package io.lethe.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.DefaultConfigurationFactoryFactory;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.lethe.domain.video.ModelId;
import io.lethe.process.StartUpFailure;
import io.lethe.storage.testing.LedgerExtension;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class WorkersApplicationTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final Path CONFIG = Path.of("../config.yml");

  @TempDir Path folder;

  @Test
  void readsTheFileThatItSharesWithTheApi() throws Exception {
    WorkersConfiguration configuration = read(CONFIG);

    assertThat(configuration.modelsById()).containsKey(new ModelId("kling-2.5-turbo-standard"));
    assertThat(configuration.fal().queue()).isEqualTo(URI.create("https://queue.fal.run"));
    assertThat(configuration.videos().uploads().minSide()).isEqualTo(300);
  }

  @Test
  void refusesASectionThatNobodyKnows() throws IOException {
    Path misspelt = folder.resolve("config.yml");
    Files.writeString(misspelt, Files.readString(CONFIG) + "\nworkres:\n  maxPollers: 4\n");

    assertThatThrownBy(() -> read(misspelt))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("workres");
  }

  @Test
  void saysWhatToDoWhenThereIsNoKeyForFal() throws Exception {
    ProviderSettings fal = read(CONFIG).fal();

    assertThatThrownBy(fal::settings)
        .isInstanceOf(StartUpFailure.class)
        .hasMessage(
            "There is no key for fal.ai: set the environment variable FAL_KEY, or run"
                + " './lethe up', which brings a simulated fal.ai along.");
  }

  @Test
  void refusesASecondLookThatAWriterCanOutlast() throws Exception {
    WorkersConfiguration configuration = read(CONFIG);
    VideosSection tooSoon = new VideosSection(null, Duration.ofMinutes(4), null, null);

    configuration.videos().requireSecondLookAfter(configuration.fal().longestFetch());
    assertThatThrownBy(() -> tooSoon.requireSecondLookAfter(configuration.fal().longestFetch()))
        .isInstanceOf(StartUpFailure.class)
        .hasMessage(
            "videos.secondLook is PT4M, and a video may be on its way for PT4M30S"
                + " (fal.downloadTimeout and two of fal.statusTimeout): set it to PT4M35S or more.");
  }

  @Test
  void refusesToHaveTheProviderKeepAVideoForLongerThanTheNoticeSays() throws Exception {
    ProviderSettings fal = read(CONFIG).fal();

    fal.requireKeptAtMost(Duration.ofHours(1));
    assertThatThrownBy(() -> fal.requireKeptAtMost(Duration.ofMinutes(59)))
        .isInstanceOf(StartUpFailure.class)
        .hasMessage(
            "fal.outputLifetime is PT1H, and the notice on AI processing promises PT59M: set it to"
                + " that or less.");
  }

  @Test
  void neverPrintsTheKey() throws Exception {
    ProviderSettings fal = withKey("top-secret-key");

    assertThat(fal.toString()).doesNotContain("top-secret-key");
    assertThat(fal.settings().toString()).doesNotContain("top-secret-key");
  }

  @Test
  void startsAndTellsItsHealthAndItsNumbers() throws Exception {
    int port = freePort();
    try (var temporal = TestServer.createPortBoundServer(port)) {
      DropwizardTestSupport<WorkersConfiguration> workers = workersAt(port);
      workers.before();
      try {
        String admin = "http://localhost:" + workers.getAdminPort();
        HttpResponse<String> health = get(admin + "/healthcheck");
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        assertThat(health.body()).contains("ledger", "temporal", "vault", "erasures", "fal");
        assertThat(get(admin + "/prometheus").body())
            .contains("io_dropwizard_db_ManagedPooled")
            .contains("# HELP lethe_fal_blocked 1 while the account at fal.ai takes no orders")
            .doesNotContainPattern("# HELP lethe_\\S+ Generated from");
        temporal.close();
        HttpResponse<String> later = get(admin + "/healthcheck");
        assertThat(later.statusCode()).isEqualTo(500);
        assertThat(later.body()).contains("Temporal does not answer at 127.0.0.1:" + port);
      } finally {
        workers.after();
      }
    }
  }

  private DropwizardTestSupport<WorkersConfiguration> workersAt(int temporalPort) {
    return new DropwizardTestSupport<>(
        WorkersApplication.class,
        CONFIG.toString(),
        new SubstitutingSourceProvider(
            new FileConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)),
        ConfigOverride.config("ledger.url", LEDGER.jdbcUrl()),
        ConfigOverride.config("ledger.user", "postgres"),
        ConfigOverride.config("temporal.target", "127.0.0.1:" + temporalPort),
        ConfigOverride.config("vault.folder", folder.resolve("vault").toString()),
        ConfigOverride.config("vault.keys", folder.resolve("keys").toString()),
        ConfigOverride.config("vault.createMissingKeys", "true"),
        ConfigOverride.config("fal.key", "a-key-for-tests"),
        ConfigOverride.config("fal.queue", "http://127.0.0.1:1"),
        ConfigOverride.config("workers.shutdownWait", "PT2S"),
        ConfigOverride.config("logging.level", "WARN"),
        ConfigOverride.config("workerServer.connector.port", "0"));
  }

  private ProviderSettings withKey(String key) throws Exception {
    String config = Files.readString(CONFIG).replace("${FAL_KEY:-}", key);
    return read(Files.writeString(folder.resolve("config.yml"), config)).fal();
  }

  private static WorkersConfiguration read(Path file) throws Exception {
    return new DefaultConfigurationFactoryFactory<WorkersConfiguration>()
        .create(
            WorkersConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
        .build(
            new SubstitutingSourceProvider(
                new FileConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)),
            file.toString());
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
