package io.lethe.storage.ledger;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.jdbi3.JdbiFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jdbi.v3.core.Jdbi;

/** A process's connections to the ledger. */
public final class LedgerConnection {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  /** {@code connection_exception}: nobody answered, or the answer broke off. */
  private static final String NO_CONNECTION = "08";

  /** {@code cannot_connect_now}: PostgreSQL is starting. */
  private static final String STARTING = "57P03";

  private LedgerConnection() {}

  /**
   * Waits for PostgreSQL, for {@link LedgerSettings#getConnectWait} at most, and migrates it. The
   * environment gets the pool's life cycle, its metrics and a health check named {@code ledger}.
   *
   * @throws LedgerUnavailable if it does not answer, or refuses the connection
   */
  public static Jdbi open(LedgerSettings settings, Environment environment) {
    awaitAnswer(settings);
    var pool = settings.build(environment.metrics(), "ledger");
    LedgerMigration.migrate(pool);
    Jdbi ledger =
        LedgerJdbi.configure(new JdbiFactory().build(environment, settings, pool, "ledger"));
    LedgerLog.warn(ledger);
    return ledger;
  }

  private static void awaitAnswer(LedgerSettings settings) {
    long deadline = System.nanoTime() + settings.getConnectWait().toNanos();
    while (true) {
      try (Connection answer = DriverManager.getConnection(settings.getUrl(), login(settings))) {
        return;
      } catch (SQLException refused) {
        if (!mayPass(refused)) {
          throw LedgerUnavailable.refused(settings, refused.getSQLState());
        }
        if (System.nanoTime() > deadline) {
          throw LedgerUnavailable.noAnswer(settings);
        }
      }
      pause(settings);
    }
  }

  private static Properties login(LedgerSettings settings) {
    Properties login = new Properties();
    settings.getProperties().forEach(login::setProperty);
    if (settings.getUser() != null) {
      login.setProperty("user", settings.getUser());
    }
    if (settings.getPassword() != null) {
      login.setProperty("password", settings.getPassword());
    }
    login.putIfAbsent("connectTimeout", "2");
    return login;
  }

  private static boolean mayPass(SQLException refused) {
    String state = refused.getSQLState();
    return state != null && (state.startsWith(NO_CONNECTION) || state.equals(STARTING));
  }

  private static void pause(LedgerSettings settings) {
    try {
      Thread.sleep(BETWEEN_TRIES.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw LedgerUnavailable.noAnswer(settings);
    }
  }
}
