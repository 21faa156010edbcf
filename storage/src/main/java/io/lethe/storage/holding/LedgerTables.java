package io.lethe.storage.holding;

import io.lethe.storage.holding.LedgerHolding.Export;
import io.lethe.storage.holding.LedgerHolding.Tables;
import java.util.List;
import java.util.Map;

/** The places in the ledger, each with the statements that give its rows out and erase them. */
final class LedgerTables {
  private LedgerTables() {}

  static List<Tables> inOrderOfErasure() {
    return List.of(
        mail(),
        usage(),
        identifiers(),
        CorrectionTables.all(),
        RightsTables.all(),
        account(),
        JobTables.egress(),
        consents(),
        JobTables.jobs(),
        subject());
  }

  private static Tables mail() {
    return new Tables(
        "mail",
        "Mail to you: what waits to be sent, and what was sent of late, without its text.",
        List.of("outbox"),
        List.of(
            new Export(
                "mail",
                """
                SELECT kind, recipient, state, created_at, settled_at
                FROM outbox
                WHERE subject_id = :subject
                ORDER BY created_at
                """,
                Map.of("recipient", "outbox.recipient"))),
        List.of(
            """
            DELETE FROM outbox
            WHERE subject_id = :subject
            """),
        """
        SELECT count(*) FROM outbox WHERE subject_id = :subject
        """);
  }

  private static Tables usage() {
    return new Tables(
        "usage",
        "What the app reported about its use, by names from a fixed list.",
        List.of("usage_events"),
        List.of(
            new Export(
                "usageEvents",
                """
                SELECT name, seconds, happened_at, expires_at
                FROM usage_events
                WHERE subject_id = :subject
                ORDER BY happened_at
                """)),
        List.of(
            """
            DELETE FROM usage_events
            WHERE subject_id = :subject
            """),
        """
        SELECT count(*) FROM usage_events WHERE subject_id = :subject
        """);
  }

  private static Tables identifiers() {
    return new Tables(
        "identifiers",
        "Devices and networks that the account was used from.",
        List.of("identifiers"),
        List.of(
            new Export(
                "identifiers",
                """
                SELECT kind, value, first_seen_at, last_seen_at, expires_at
                FROM identifiers
                WHERE subject_id = :subject
                ORDER BY first_seen_at
                """,
                Map.of("value", "identifiers.value"))),
        List.of(
            """
            DELETE FROM identifiers
            WHERE subject_id = :subject
            """),
        """
        SELECT count(*) FROM identifiers WHERE subject_id = :subject
        """);
  }

  private static Tables account() {
    return new Tables(
        "account",
        "What you told us of yourself: e-mail address, name, language.",
        List.of("email_confirmations", "accounts"),
        List.of(
            new Export(
                "account",
                """
                SELECT email, email_confirmed_at, display_name, locale, mail_when_ready,
                  changed_at
                FROM accounts
                WHERE subject_id = :subject
                """,
                Map.of("email", "accounts.email", "display_name", "accounts.display_name")),
            new Export(
                "addressesToConfirm",
                """
                SELECT email, asked_at, expires_at
                FROM email_confirmations
                WHERE subject_id = :subject
                """,
                Map.of("email", "email_confirmations.email"))),
        List.of(
            """
            DELETE FROM email_confirmations
            WHERE subject_id = :subject
            """,
            """
            DELETE FROM accounts
            WHERE subject_id = :subject
            """),
        """
        SELECT (SELECT count(*) FROM email_confirmations WHERE subject_id = :subject)
          + (SELECT count(*) FROM accounts WHERE subject_id = :subject)
        """);
  }

  private static Tables consents() {
    return new Tables(
        "consents",
        "What you agreed to and took back, and which notice you were shown.",
        List.of("consents"),
        List.of(
            new Export(
                "consents",
                """
                SELECT purpose, decision, notice_version, notice_hash, recipients, channel,
                  decided_at
                FROM consents
                WHERE subject_id = :subject
                ORDER BY id
                """)),
        List.of(
            """
            DELETE FROM consents
            WHERE subject_id = :subject
            """),
        """
        SELECT count(*) FROM consents WHERE subject_id = :subject
        """);
  }

  private static Tables subject() {
    return new Tables(
        "subject",
        "That you are known here, under a random number, and the key that seals your data.",
        List.of("rights_requests", "subject_keys", "subjects"),
        List.of(
            new Export(
                "subject",
                """
                SELECT id, first_seen_at
                FROM subjects
                WHERE id = :subject
                """)),
        List.of(
            """
            UPDATE rights_requests
            SET subject_id = NULL,
              unseen_since = CASE WHEN closed_at IS NULL THEN unseen_since END
            WHERE subject_id = :subject
            """,
            """
            DELETE FROM subject_keys
            WHERE subject_id = :subject
            """,
            """
            DELETE FROM subjects
            WHERE id = :subject
            """),
        """
        SELECT count(*) FROM subjects WHERE id = :subject
        """);
  }
}
