package io.lethe.storage.testing;

import io.lethe.storage.ledger.LedgerJdbi;
import io.lethe.storage.ledger.LedgerMigration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A migrated ledger of its own for a test class, on one real PostgreSQL for the whole JVM:
 *
 * <pre>{@code
 * @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
 * }</pre>
 */
public final class LedgerExtension implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private @Nullable String name;
  private @Nullable Jdbi jdbi;

  @Override
  public void beforeAll(ExtensionContext context) {
    name = "ledger_" + COUNT.incrementAndGet();
    Jdbi.create(server().getPostgresDatabase())
        .useHandle(handle -> handle.execute("CREATE DATABASE " + name + " TEMPLATE ledger"));
    jdbi = LedgerJdbi.configure(Jdbi.create(dataSource()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Jdbi.create(server().getPostgresDatabase())
        .useHandle(handle -> handle.execute("DROP DATABASE " + name + " WITH (FORCE)"));
  }

  /** Opens a connection for each handle: tests may use as many threads as they like. */
  public Jdbi jdbi() {
    return Objects.requireNonNull(jdbi);
  }

  public DataSource dataSource() {
    return server().getDatabase("postgres", Objects.requireNonNull(name));
  }

  /** A backup: another ledger that holds what this one holds now. Nobody may be connected to it. */
  public Jdbi copy() {
    String copy = name + "_" + COUNT.incrementAndGet();
    Jdbi.create(server().getPostgresDatabase())
        .useHandle(handle -> handle.execute("CREATE DATABASE " + copy + " TEMPLATE " + name));
    return LedgerJdbi.configure(Jdbi.create(server().getDatabase("postgres", copy)));
  }

  /** For a configuration: user {@code postgres}, no password. */
  public String jdbcUrl() {
    return server().getJdbcUrl("postgres", Objects.requireNonNull(name));
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        EmbeddedPostgres started =
            EmbeddedPostgres.builder()
                // Nothing here has to outlive the JVM.
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .start();
        Jdbi.create(started.getPostgresDatabase())
            .useHandle(handle -> handle.execute("CREATE DATABASE ledger"));
        LedgerMigration.migrate(started.getDatabase("postgres", "ledger"));
        server = started;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return server;
  }
}
