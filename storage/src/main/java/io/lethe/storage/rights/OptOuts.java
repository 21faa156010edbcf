package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Consent;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.rights.Right;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.OptOutWords;
import io.lethe.storage.ledger.SubjectForgotten;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Objections to promotional mail by the link that stands in each (RFC 8058): requests by right like
 * any other, made and fulfilled at once, without account or sign-in. The address that the mail went
 * to is suppressed in any case, also where the account has another by now or is erased.
 */
public final class OptOuts {
  private final Jdbi jdbi;
  private final OptOutWords words;
  private final Consents consents;
  private final RightsRequests requests;
  private final Clock clock;

  public OptOuts(
      Jdbi jdbi, OptOutWords words, Consents consents, RightsRequests requests, Clock clock) {
    this.jdbi = jdbi;
    this.words = words;
    this.consents = consents;
    this.requests = requests;
    this.clock = clock;
  }

  /**
   * No promotional mail passes the gate from now on. A word that was not drawn here does nothing,
   * and the caller can't tell. Repeating it changes nothing, so that nobody fills the ledger with a
   * link.
   */
  public void optOut(String word) {
    words.open(word).ifPresent(this::optOut);
  }

  private void optOut(OptOutWords.Meant meant) {
    jdbi.useTransaction(
        handle -> {
          boolean before = meant.isSuppressed(handle) && !hasConsent(handle, meant.subject());
          if (!before) {
            meant.suppress(handle);
            ask(handle, meant.subject());
          }
        });
  }

  private void ask(Handle handle, SubjectId subject) {
    try {
      requests.open(
          handle,
          new NewRequest(
              subject,
              Right.MARKETING_OPT_OUT,
              Channel.MAIL,
              /* details= */ null,
              /* verified= */ true,
              clock.instant()));
    } catch (SubjectForgotten erased) {
      // The address is suppressed; there is no account left to say it of.
    }
  }

  private boolean hasConsent(Handle handle, SubjectId subject) {
    return consents
        .newest(handle, subject, Purpose.MARKETING)
        .filter(Consent::isGranted)
        .isPresent();
  }
}
