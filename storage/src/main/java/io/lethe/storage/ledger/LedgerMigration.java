package io.lethe.storage.ledger;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the ledger's tables to the version that this code expects. */
public final class LedgerMigration {
  private LedgerMigration() {}

  /**
   * Safe to run from several processes at once: one migrates, the others wait for it.
   *
   * @throws org.flywaydb.core.api.FlywayException if the ledger can't be reached or was migrated by
   *     other code
   */
  public static void migrate(DataSource ledger) {
    Flyway.configure(LedgerMigration.class.getClassLoader())
        .dataSource(ledger)
        .locations("classpath:io/lethe/storage/migration")
        .load()
        .migrate();
  }
}
