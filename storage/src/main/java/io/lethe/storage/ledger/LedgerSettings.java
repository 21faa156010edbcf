package io.lethe.storage.ledger;

import io.dropwizard.db.DataSourceFactory;

/**
 * The section {@code ledger} of the configuration: how to reach PostgreSQL 15 or later. Takes what
 * Dropwizard's data source takes; the driver and the validation query are known.
 */
public final class LedgerSettings extends DataSourceFactory {
  public LedgerSettings() {
    setDriverClass("org.postgresql.Driver");
    setValidationQuery("SELECT 1");
  }
}
