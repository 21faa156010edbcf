package io.lethe.bench.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger's tables say of a job, asked in SQL of its own: asking through the stores would
 * only repeat what they believe.
 *
 * @param left keys, prompts, rows of media and digests of orders that are still there
 * @param sent attempts to submit that were, or may have been, taken
 * @param requests fal.ai's ids of those that were
 */
record LedgerJob(
    String id,
    String state,
    @Nullable String outcome,
    @Nullable String reason,
    Instant eraseBy,
    @Nullable Instant receiptAt,
    int left,
    int sent,
    List<String> requests) {
  private static final String ALL =
      """
      SELECT id, state, outcome, reason, erase_by,
        (SELECT issued_at FROM receipts WHERE job_id = jobs.id) AS receipt_at,
        (prompt IS NOT NULL)::int
          + (SELECT count(*) FROM keys WHERE job_id = jobs.id AND wrapped IS NOT NULL)
          + (SELECT count(*) FROM media WHERE job_id = jobs.id)
          + (SELECT count(*) FROM idempotency_keys
             WHERE job_id = jobs.id AND request_digest IS NOT NULL) AS remains,
        (SELECT count(*) FROM egress
         WHERE job_id = jobs.id AND status <> 'NOT_ACCEPTED') AS sent,
        ARRAY(SELECT request_id FROM egress
              WHERE job_id = jobs.id AND request_id IS NOT NULL) AS requests
      FROM jobs
      """;

  private static final String NOT_ERASED = "SELECT count(*) FROM jobs WHERE state <> 'ERASED'";

  private static final String NOT_LOOKED_AGAIN =
      "SELECT count(*) FROM erasures WHERE looked_again_at IS NULL";

  static Map<String, LedgerJob> all(String ledger) throws SQLException {
    Map<String, LedgerJob> jobs = new HashMap<>();
    try (Connection connection = DriverManager.getConnection(ledger, "postgres", "");
        PreparedStatement question = connection.prepareStatement(ALL);
        ResultSet answer = question.executeQuery()) {
      while (answer.next()) {
        LedgerJob job = of(answer);
        jobs.put(job.id(), job);
      }
    }
    return jobs;
  }

  private static LedgerJob of(ResultSet row) throws SQLException {
    Timestamp receiptAt = row.getTimestamp("receipt_at");
    return new LedgerJob(
        row.getString("id"),
        row.getString("state"),
        row.getString("outcome"),
        row.getString("reason"),
        row.getTimestamp("erase_by").toInstant(),
        receiptAt == null ? null : receiptAt.toInstant(),
        row.getInt("remains"),
        row.getInt("sent"),
        List.of((String[]) row.getArray("requests").getArray()));
  }

  static long countNotErased(String ledger) throws SQLException {
    return count(ledger, NOT_ERASED);
  }

  static long countNotLookedAgain(String ledger) throws SQLException {
    return count(ledger, NOT_LOOKED_AGAIN);
  }

  private static long count(String ledger, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(ledger, "postgres", "");
        PreparedStatement question = connection.prepareStatement(sql);
        ResultSet answer = question.executeQuery()) {
      answer.next();
      return answer.getLong(1);
    }
  }

  boolean endedAs(String ending) {
    return ending.equals(outcome);
  }

  /** The order was perhaps taken, and nobody could find out; the subject and an operator know. */
  boolean isReportedUnknown() {
    return "SUBMISSION_UNKNOWN".equals(reason);
  }
}
