package io.lethe.dev.system;

import io.lethe.dev.ExplainedFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A real PostgreSQL whose data outlives us. What it has confirmed it keeps, even if the machine
 * loses power: development must not teach anybody that a ledger may forget.
 */
public final class EmbeddedLedger implements AutoCloseable {
  static final String DATABASE = "lethe";

  /** Recovery after a crash replays the log first. */
  private static final Duration START_WAIT = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;

  private EmbeddedLedger(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  public static EmbeddedLedger start(VarFolder folder, int port) {
    Path log = VarFolder.made(folder.logs()).resolve("postgres.log");
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(
                  VarFolder.made(folder.tools().resolve("postgres")).toFile())
              .setDataDirectory(VarFolder.made(folder.postgres()))
              .setCleanDataDirectory(false)
              // We stop it ourselves, after the parts that use it.
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setPGStartupWait(START_WAIT)
              // The library turns both off, for the speed of tests.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("listen_addresses", "localhost")
              // Its log would repeat values that a constraint refused, or that were slow to find.
              .setServerConfig("log_error_verbosity", "terse")
              .setServerConfig("log_parameter_max_length", "0")
              .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      createDatabase(postgres);
      return new EmbeddedLedger(postgres);
    } catch (IOException | IllegalStateException e) {
      throw new ExplainedFailure(
          "PostgreSQL did not start: read %s. (It refuses to run as root where user namespaces are forbidden, as in many containers: run as an ordinary user there.)"
              .formatted(log),
          e);
    }
  }

  private static void createDatabase(EmbeddedPostgres postgres) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = 'lethe'")) {
      if (!found.next()) {
        statement.execute("CREATE DATABASE lethe");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("could not create the database", e);
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + DATABASE;
  }

  /** Whoever reaches this loopback port may do anything: there is no password. */
  public String user() {
    return "postgres";
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
