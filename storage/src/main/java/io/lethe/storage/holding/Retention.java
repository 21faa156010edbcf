package io.lethe.storage.holding;

import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/**
 * What is kept for a term and then deleted, whether or not anybody asks: one entry for each table
 * whose comment names one. Several processes may do it at once.
 */
public final class Retention {
  private final Jdbi jdbi;
  private final Duration mailFor;
  private final Clock clock;

  /**
   * @param mailFor how long a mail may wait to be sent
   */
  public Retention(Jdbi jdbi, Duration mailFor, Clock clock) {
    this.jdbi = jdbi;
    this.mailFor = mailFor;
    this.clock = clock;
  }

  /** What has a term, and what ends it. */
  public enum Term {
    IDENTIFIERS(
        """
        DELETE FROM identifiers
        WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM identifiers WHERE expires_at <= :now LIMIT :limit FOR UPDATE SKIP LOCKED
        ))
        """),
    USAGE_EVENTS(
        """
        DELETE FROM usage_events
        WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM usage_events WHERE expires_at <= :now LIMIT :limit FOR UPDATE SKIP LOCKED
        ))
        """),
    EMAIL_CONFIRMATIONS(
        """
        DELETE FROM email_confirmations
        WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM email_confirmations
          WHERE expires_at <= :now LIMIT :limit FOR UPDATE SKIP LOCKED
        ))
        """),
    MAIL(
        """
        DELETE FROM outbox
        WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM outbox
          WHERE created_at <= :mailBefore LIMIT :limit FOR UPDATE SKIP LOCKED
        ))
        """),
    MAILED_REQUESTS(
        """
        DELETE FROM mailed_requests
        WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM mailed_requests
          WHERE expires_at <= :now LIMIT :limit FOR UPDATE SKIP LOCKED
        ))
        """),
    /** Letters of people of whom nothing else is kept: the request stays as evidence. */
    ANSWERED_LETTERS(
        """
        WITH answered AS (
          SELECT r.id
          FROM rights_requests r
          JOIN subjects s ON s.id = r.subject_id AND s.stranger AND s.erasing_at IS NULL
          JOIN desk_notes n ON n.request_id = r.id AND n.by_letter
          WHERE r.closed_at IS NOT NULL
            AND CASE WHEN r.state IN ('FULFILLED', 'DENIED') THEN n.told_at ELSE r.closed_at END
              <= CAST(:now AS timestamptz) - interval '90 days'
            AND NOT EXISTS (
              SELECT FROM legal_holds h
              WHERE h.subject_id = s.id AND h.released_at IS NULL AND h.ends_at > :now)
          LIMIT :limit
          FOR UPDATE OF r SKIP LOCKED
        ), noted AS (
          UPDATE desk_notes SET correspondent = NULL, verification = NULL
          WHERE request_id IN (SELECT id FROM answered)
          RETURNING request_id
        )
        UPDATE rights_requests
        SET subject_id = NULL, details = NULL, answer = NULL
        WHERE id IN (SELECT id FROM answered) AND (SELECT count(*) FROM noted) >= 0
        """),
    ENDED_HOLDS(
        """
        DELETE FROM legal_holds
        WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM legal_holds
          WHERE coalesce(released_at, ends_at) <= CAST(:now AS timestamptz) - interval '3 years'
          LIMIT :limit FOR UPDATE SKIP LOCKED
        ))
        """),
    /** Who wrote in and is not waited for any more; whatever refers to them keeps them. */
    STRANGERS(
        """
        WITH forgotten AS (
          SELECT id
          FROM subjects s
          WHERE stranger AND erasing_at IS NULL
            AND first_seen_at <= CAST(:now AS timestamptz) - interval '1 hour'
            AND NOT EXISTS (SELECT FROM mailed_requests WHERE subject_id = s.id)
            AND NOT EXISTS (SELECT FROM rights_requests WHERE subject_id = s.id)
            AND NOT EXISTS (SELECT FROM legal_holds WHERE subject_id = s.id)
            AND NOT EXISTS (SELECT FROM outbox WHERE subject_id = s.id)
            AND NOT EXISTS (SELECT FROM accounts WHERE subject_id = s.id)
            AND NOT EXISTS (SELECT FROM consents WHERE subject_id = s.id)
            AND NOT EXISTS (SELECT FROM packages WHERE subject_id = s.id)
          LIMIT :limit
          FOR UPDATE SKIP LOCKED
        ), keyless AS (
          DELETE FROM subject_keys WHERE subject_id IN (SELECT id FROM forgotten)
          RETURNING subject_id
        )
        DELETE FROM subjects
        WHERE id IN (SELECT id FROM forgotten)
          AND (SELECT count(*) FROM keyless) >= 0
        """),
    ANSWERED_REQUESTS(
        """
        DELETE FROM rights_requests
        WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM rights_requests
          WHERE closed_at <= CAST(:now AS timestamptz) - interval '3 years'
          LIMIT :limit FOR UPDATE SKIP LOCKED
        ))
        """);

    private final String deletion;

    Term(String deletion) {
      this.deletion = deletion;
    }
  }

  /**
   * Deletes what has expired.
   *
   * @param limit most to delete at once
   * @return how many were deleted
   */
  public long deleteExpired(Term term, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(term.deletion)
                .bind("now", clock.instant())
                .bind("mailBefore", clock.instant().minus(mailFor))
                .bind("limit", limit)
                .execute());
  }
}
