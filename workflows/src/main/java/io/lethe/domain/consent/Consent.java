package io.lethe.domain.consent;

import java.time.Instant;
import java.util.List;

/**
 * One record of a subject's decision. Records are only ever added; the newest one for a purpose is
 * the one in force.
 *
 * @param id grows with each record
 * @param noticeVersion the notice the decision answered to
 */
public record Consent(
    long id,
    Purpose purpose,
    Decision decision,
    int noticeVersion,
    String noticeHash,
    List<String> recipients,
    Instant decidedAt) {

  public Consent {
    recipients = List.copyOf(recipients);
  }

  public boolean isGranted() {
    return decision == Decision.GRANTED;
  }
}
