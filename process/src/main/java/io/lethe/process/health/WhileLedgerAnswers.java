package io.lethe.process.health;

import com.codahale.metrics.health.HealthCheck;

/**
 * A check that reads the ledger. Where the ledger does not answer, it says so, and where to look;
 * what a driver says of it, with values perhaps, is shown to nobody.
 */
public final class WhileLedgerAnswers extends HealthCheck {
  private final HealthCheck check;

  public WhileLedgerAnswers(HealthCheck check) {
    this.check = check;
  }

  @Override
  protected Result check() {
    Result result = check.execute();
    return result.getError() == null
        ? result
        : Result.unhealthy(
            "Not known: it could not be read. Look at the check of the ledger first.");
  }
}
