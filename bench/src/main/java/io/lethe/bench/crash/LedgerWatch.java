package io.lethe.bench.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Looks at the ledger every few milliseconds for a job that has come to a point. */
final class LedgerWatch {
  private static final long PAUSE_MILLIS = 2;
  private static final long PAUSE_WHILE_DOWN_MILLIS = 200;

  private final String ledger;
  private final Ambushes ambushes;
  private final Duration secondLook;

  LedgerWatch(String ledger, Ambushes ambushes, Duration secondLook) {
    this.ledger = ledger;
    this.ambushes = ambushes;
    this.secondLook = secondLook;
  }

  /** Springs the ambush that is laid at the point as soon as a job is there. */
  void springAt(Point point) throws InterruptedException {
    Instant since = Instant.now();
    String sql =
        Objects.requireNonNull(point.seenInLedger())
            .replace(":secondLook", Long.toString(secondLook.toSeconds()));
    while (ambushes.isLaid(point)) {
      try (Connection connection = DriverManager.getConnection(ledger, "postgres", "");
          PreparedStatement look = connection.prepareStatement(sql)) {
        look.setTimestamp(1, Timestamp.from(since));
        while (ambushes.isLaid(point)) {
          if (sees(look)) {
            ambushes.spring(point, null);
          }
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (SQLException down) {
        Thread.sleep(PAUSE_WHILE_DOWN_MILLIS);
      }
    }
  }

  private static boolean sees(PreparedStatement look) throws SQLException {
    try (ResultSet answer = look.executeQuery()) {
      return answer.next() && answer.getLong(1) > 0;
    }
  }
}
