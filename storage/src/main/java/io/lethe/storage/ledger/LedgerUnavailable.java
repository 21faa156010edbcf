package io.lethe.storage.ledger;

import org.jspecify.annotations.Nullable;

/** A start-up that found no ledger to work with. The message is one sentence for the operator. */
public final class LedgerUnavailable extends RuntimeException {

  private LedgerUnavailable(String sentence) {
    super(sentence);
  }

  static LedgerUnavailable noAnswer(LedgerSettings settings) {
    return new LedgerUnavailable(
        "PostgreSQL did not answer at "
            + address(settings)
            + " within "
            + settings.getConnectWait().toSeconds()
            + " s: start it, or correct ledger.url in the configuration.");
  }

  static LedgerUnavailable refused(LedgerSettings settings, @Nullable String sqlState) {
    return new LedgerUnavailable(
        "PostgreSQL at "
            + address(settings)
            + " refused the connection (SQL state "
            + sqlState
            + "): check ledger.url, ledger.user and ledger.password in the configuration.");
  }

  /** Without parameters, which may hold a password. */
  private static String address(LedgerSettings settings) {
    return settings.getUrl().replaceFirst("\\?.*", "");
  }
}
