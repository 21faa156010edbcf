package io.lethe.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerExtensionTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  @Test
  void startsWithAnEmptyMigratedLedger() {
    long jobs =
        LEDGER
            .jdbi()
            .withHandle(
                handle -> handle.select("SELECT count(*) FROM jobs").mapTo(Long.class).one());
    assertThat(jobs).isZero();
  }
}
