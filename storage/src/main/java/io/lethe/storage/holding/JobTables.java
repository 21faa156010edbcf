package io.lethe.storage.holding;

import io.lethe.storage.holding.LedgerHolding.Export;
import io.lethe.storage.holding.LedgerHolding.Tables;
import java.util.List;

/** What is known of a subject's jobs: each row leads to the subject through its job. */
final class JobTables {
  private JobTables() {}

  static Tables egress() {
    return new Tables(
        "egress",
        "Each time data of yours was sent to somebody: to whom, when, and what kind of data.",
        List.of("hand_offs", "provider_traces", "egress"),
        List.of(
            new Export(
                "egress",
                """
                SELECT e.job_id AS job, e.recipient, e.endpoint, e.content, e.bytes, e.status,
                  e.sent_at, e.answered_at
                FROM egress e
                JOIN jobs j ON j.id = e.job_id
                WHERE j.subject_id = :subject
                ORDER BY e.sent_at
                """)),
        List.of(
            """
            DELETE FROM hand_offs
            WHERE egress_id IN (
              SELECT e.id FROM egress e JOIN jobs j ON j.id = e.job_id
              WHERE j.subject_id = :subject)
            """,
            """
            DELETE FROM provider_traces
            WHERE egress_id IN (
              SELECT e.id FROM egress e JOIN jobs j ON j.id = e.job_id
              WHERE j.subject_id = :subject)
            """,
            deleteByJob("egress")),
        """
        SELECT count(*) FROM egress
        WHERE job_id IN (SELECT id FROM jobs WHERE subject_id = :subject)
        """);
  }

  static Tables jobs() {
    return new Tables(
        "jobs",
        "The videos you ordered, without their content, and the evidence of their erasure.",
        List.of(
            "amendments",
            "receipts",
            "erasures",
            "objects",
            "idempotency_keys",
            "events",
            "keys",
            "jobs"),
        exportsOfJobs(),
        erasuresOfJobs(),
        """
        SELECT count(*) FROM jobs WHERE subject_id = :subject
        """);
  }

  private static List<Export> exportsOfJobs() {
    return List.of(
        new Export(
            "jobs",
            """
            SELECT id, model, duration_seconds, state, outcome, reason, ordered_at, erase_by,
              ready_at, collected_at, erased_at
            FROM jobs
            WHERE subject_id = :subject
            ORDER BY ordered_at
            """),
        new Export(
            "receipts",
            """
            SELECT r.job_id AS job, r.issued_at, r.jws
            FROM receipts r
            JOIN jobs j ON j.id = r.job_id
            WHERE j.subject_id = :subject
            ORDER BY r.issued_at
            """),
        new Export(
            "amendments",
            """
            SELECT r.job_id AS job, a.number, a.issued_at, a.jws
            FROM amendments a
            JOIN receipts r ON r.id = a.receipt_id
            JOIN jobs j ON j.id = r.job_id
            WHERE j.subject_id = :subject
            ORDER BY a.issued_at
            """));
  }

  private static List<String> erasuresOfJobs() {
    return List.of(
        deleteByJob("receipts"),
        deleteByJob("objects"),
        deleteByJob("erasures"),
        deleteByJob("idempotency_keys"),
        deleteByJob("events"),
        deleteByJob("keys"),
        """
        DELETE FROM jobs
        WHERE subject_id = :subject
        """);
  }

  private static String deleteByJob(String table) {
    return """
    DELETE FROM %s
    WHERE job_id IN (SELECT id FROM jobs WHERE subject_id = :subject)
    """
        .formatted(table);
  }
}
