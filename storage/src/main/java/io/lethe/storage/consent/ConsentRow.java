package io.lethe.storage.consent;

import io.lethe.domain.consent.Consent;
import io.lethe.domain.consent.Decision;
import io.lethe.domain.consent.Purpose;
import java.time.Instant;
import java.util.List;

public record ConsentRow(
    long id,
    Purpose purpose,
    Decision decision,
    int noticeVersion,
    String noticeHash,
    List<String> recipients,
    Instant decidedAt) {

  Consent toConsent() {
    return new Consent(id, purpose, decision, noticeVersion, noticeHash, recipients, decidedAt);
  }
}
