package io.lethe.storage.holding;

import io.lethe.storage.holding.LedgerHolding.Export;
import io.lethe.storage.holding.LedgerHolding.Tables;
import java.util.List;
import java.util.Map;

/**
 * What people ask of us by right. The requests themselves stay as evidence, without words; once the
 * subject is gone, without subject too.
 */
final class RightsTables {
  private RightsTables() {}

  static Tables all() {
    return new Tables(
        "rights",
        "What you asked of us by right, and what you were told.",
        List.of("legal_holds", "mailed_requests", "desk_notes", "rights_events", "deletions"),
        exports(),
        erasures(),
        """
        SELECT (SELECT count(*) FROM legal_holds WHERE subject_id = :subject)
          + (SELECT count(*) FROM mailed_requests WHERE subject_id = :subject)
          + (SELECT count(*) FROM desk_notes n JOIN rights_requests r ON r.id = n.request_id
             WHERE r.subject_id = :subject
               AND (n.correspondent IS NOT NULL OR n.verification IS NOT NULL))
          + (SELECT count(*) FROM rights_requests
             WHERE subject_id = :subject AND (details IS NOT NULL OR answer IS NOT NULL))
        """);
  }

  private static List<Export> exports() {
    return List.of(
        new Export(
            "rightsRequests",
            """
            SELECT id, asked, channel, state, reason, details, answer, received_at, due_at,
              extended_at, closed_at
            FROM rights_requests
            WHERE subject_id = :subject
            ORDER BY received_at
            """,
            Map.of("details", "rights_requests.details", "answer", "rights_requests.answer")),
        new Export(
            "requestNotes",
            """
            SELECT n.request_id AS request, n.correspondent, n.verification, n.told_at
            FROM desk_notes n
            JOIN rights_requests r ON r.id = n.request_id
            WHERE r.subject_id = :subject
            ORDER BY r.received_at
            """,
            Map.of(
                "correspondent", "desk_notes.correspondent",
                "verification", "desk_notes.verification")),
        new Export(
            "requestsToConfirm",
            """
            SELECT asked, email, details, asked_at, expires_at
            FROM mailed_requests
            WHERE subject_id = :subject
            ORDER BY asked_at
            """,
            Map.of("email", "mailed_requests.email", "details", "mailed_requests.details")));
  }

  private static List<String> erasures() {
    return List.of(
        """
        DELETE FROM legal_holds
        WHERE subject_id = :subject
        """,
        """
        DELETE FROM mailed_requests
        WHERE subject_id = :subject
        """,
        """
        UPDATE desk_notes
        SET correspondent = NULL, verification = NULL
        WHERE request_id IN (SELECT id FROM rights_requests WHERE subject_id = :subject)
          AND (correspondent IS NOT NULL OR verification IS NOT NULL)
        """,
        """
        UPDATE rights_requests
        SET details = NULL, answer = NULL
        WHERE subject_id = :subject AND (details IS NOT NULL OR answer IS NOT NULL)
        """);
  }
}
