package io.lethe.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLedgerIT {
  @TempDir Path root;

  @AfterEach
  void leavesNothingRunning() {
    new Leftovers(new VarFolder(root)).end();
  }

  @Test
  void keepsWhatItConfirmedOverARestart() throws Exception {
    VarFolder folder = new VarFolder(root.resolve("with a space"));
    try (EmbeddedLedger ledger = EmbeddedLedger.start(folder, freePort())) {
      assertThat(ask(ledger, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(ledger, "SHOW synchronous_commit")).isEqualTo("on");
      execute(ledger, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('yes')");
    }
    try (EmbeddedLedger ledger = EmbeddedLedger.start(folder, freePort())) {
      assertThat(ask(ledger, "SELECT word FROM kept")).isEqualTo("yes");
    }
  }

  @Test
  void startsAgainWhereAKilledSystemLeftOneRunning() throws Exception {
    VarFolder folder = new VarFolder(root);
    EmbeddedLedger left = EmbeddedLedger.start(folder, freePort());
    execute(left, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('yes')");
    long leftPid = pidOfPostgres();

    new Leftovers(folder).end();
    assertThat(ProcessHandle.of(leftPid).filter(ProcessHandle::isAlive)).isEmpty();
    left.close();
    try (EmbeddedLedger ledger = EmbeddedLedger.start(folder, freePort())) {
      assertThat(ask(ledger, "SELECT word FROM kept")).isEqualTo("yes");
    }
  }

  private long pidOfPostgres() throws IOException {
    return Long.parseLong(Files.readAllLines(root.resolve("postgres/postmaster.pid")).get(0));
  }

  private static void execute(EmbeddedLedger ledger, String sql) throws SQLException {
    try (Connection connection = connect(ledger);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedLedger ledger, String sql) throws SQLException {
    try (Connection connection = connect(ledger);
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static Connection connect(EmbeddedLedger ledger) throws SQLException {
    return DriverManager.getConnection(ledger.jdbcUrl(), ledger.user(), "");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
