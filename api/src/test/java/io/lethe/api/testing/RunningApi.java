package io.lethe.api.testing;

import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.lethe.api.ApiApplication;
import io.lethe.api.ApiConfiguration;
import io.lethe.storage.Stores;
import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.MailSeen;
import io.lethe.storage.vault.FileObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The API as it is shipped, with the repository's own {@code config.yml}, on parts of its own:
 *
 * <pre>{@code
 * @RegisterExtension static final RunningApi API = new RunningApi();
 * }</pre>
 */
public final class RunningApi implements BeforeAllCallback, AfterAllCallback {
  private static final String CONFIG = "../config.yml";

  private final LedgerExtension ledger = new LedgerExtension();
  private final Map<String, String> changes;
  private @Nullable Started started;

  private record Started(
      TestTemporal temporal,
      TestIssuer issuer,
      Path folder,
      DropwizardTestSupport<ApiConfiguration> server,
      Stores stores,
      ApiDescription description) {}

  public RunningApi() {
    this(Map.of());
  }

  /**
   * @param changes to the configuration, by dotted names
   */
  public RunningApi(Map<String, String> changes) {
    this.changes = Map.copyOf(changes);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    ledger.beforeAll(context);
    TestTemporal temporal = TestTemporal.start();
    TestIssuer issuer = TestIssuer.start();
    Path folder = Files.createTempDirectory("lethe-api-test");
    DropwizardTestSupport<ApiConfiguration> server =
        new DropwizardTestSupport<>(
            ApiApplication.class,
            CONFIG,
            new SubstitutingSourceProvider(
                new FileConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)),
            overrides(temporal, issuer, folder));
    server.before();
    Stores stores =
        Stores.assemble(
            ledger.jdbi(),
            KeyFolder.open(folder.resolve("keys"), false),
            new FileObjectStore(folder.resolve("vault")),
            Duration.ofHours(24),
            Clock.systemUTC());
    started = new Started(temporal, issuer, folder, server, stores, ApiDescription.load());
  }

  private ConfigOverride[] overrides(TestTemporal temporal, TestIssuer issuer, Path folder) {
    List<ConfigOverride> overrides = new ArrayList<>();
    Map<String, String> own =
        Map.ofEntries(
            Map.entry("server.applicationConnectors[0].port", "0"),
            Map.entry("server.adminConnectors[0].port", "0"),
            Map.entry("ledger.url", ledger.jdbcUrl()),
            Map.entry("ledger.user", "postgres"),
            Map.entry("ledger.password", ""),
            Map.entry("vault.folder", folder.resolve("vault").toString()),
            Map.entry("vault.keys", folder.resolve("keys").toString()),
            Map.entry("vault.createMissingKeys", "true"),
            Map.entry("temporal.target", temporal.target()),
            Map.entry("identity.issuer", TestIssuer.ISSUER),
            Map.entry("identity.audience", TestIssuer.AUDIENCE),
            Map.entry("identity.jwksUri", issuer.jwksUri()),
            Map.entry("console.authorizationEndpoint", issuer.authorizationEndpoint()),
            Map.entry("console.tokenEndpoint", issuer.tokenEndpoint()),
            Map.entry("console.temporalUi", "http://temporal.test"));
    Map<String, String> all = new HashMap<>(own);
    all.putAll(changes);
    all.forEach((name, value) -> overrides.add(ConfigOverride.config(name, value)));
    return overrides.toArray(new ConfigOverride[0]);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Started parts = parts();
    parts.server().after();
    parts.temporal().close();
    parts.issuer().close();
    ledger.afterAll(context);
  }

  private Started parts() {
    return Objects.requireNonNull(started, "not started");
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + parts().server().getLocalPort());
  }

  /** A subject of its own: tests do not see one another's jobs. */
  public Caller newSubject() {
    return caller(parts().issuer().token(UUID.randomUUID().toString()));
  }

  /** One who has consented to AI processing. */
  public Caller consentingSubject() {
    Caller subject = newSubject();
    subject.consent();
    return subject;
  }

  /** Whoever comes with this token; without one if it is null. */
  public Caller caller(@Nullable String token) {
    return new Caller(address(), token, parts().description());
  }

  /** Of somebody of the staff who is not signed in yet. */
  public StaffBrowser browser() {
    return new StaffBrowser(address(), issuer());
  }

  public ApiDescription description() {
    return parts().description();
  }

  public TestIssuer issuer() {
    return parts().issuer();
  }

  public TestTemporal temporal() {
    return parts().temporal();
  }

  public Jdbi ledger() {
    return ledger.jdbi();
  }

  /** The same ledger and vault as the server's, for what workers would do. */
  public Stores stores() {
    return parts().stores();
  }

  /** What waits to be mailed. */
  public MailSeen mail() {
    return new MailSeen(ledger.jdbi(), parts().folder().resolve("keys"));
  }

  public Workers workers() {
    return new Workers(parts().stores());
  }

  public DropwizardTestSupport<ApiConfiguration> server() {
    return parts().server();
  }

  /** Everything that lies in the vault, half-written files included. */
  public List<Path> filesInVault() {
    Path vault = parts().folder().resolve("vault");
    if (Files.notExists(vault)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(vault)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many rows a table has. */
  public long rows(String table) {
    return ledger
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }
}
