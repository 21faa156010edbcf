package io.lethe.storage.holding;

import io.lethe.storage.holding.LedgerHolding.Export;
import io.lethe.storage.holding.LedgerHolding.Tables;
import java.util.List;
import java.util.Map;

/** What people say is wrong, and what became of it. */
final class CorrectionTables {
  private CorrectionTables() {}

  static Tables all() {
    return new Tables(
        "corrections",
        "What you said is wrong about you, what was done about it, and what you say where it stays"
            + " disputed.",
        List.of("corrections", "statements"),
        List.of(
            new Export(
                "corrections",
                """
                SELECT c.request_id AS request, c.field, c.wanted, c.outcome, c.settled_at
                FROM corrections c
                JOIN rights_requests r ON r.id = c.request_id
                WHERE r.subject_id = :subject
                ORDER BY r.received_at, c.field
                """,
                Map.of("wanted", "corrections.wanted")),
            new Export(
                "statements",
                """
                SELECT about, words, said_at, added_at
                FROM statements
                WHERE subject_id = :subject
                ORDER BY said_at
                """,
                Map.of("words", "statements.words"))),
        List.of(
            """
            DELETE FROM corrections
            WHERE request_id IN (SELECT id FROM rights_requests WHERE subject_id = :subject)
            """,
            """
            DELETE FROM statements
            WHERE subject_id = :subject
            """),
        """
        SELECT (SELECT count(*) FROM corrections c JOIN rights_requests r ON r.id = c.request_id
                WHERE r.subject_id = :subject)
          + (SELECT count(*) FROM statements WHERE subject_id = :subject)
        """);
  }
}
