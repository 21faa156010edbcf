package io.lethe.storage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dropwizard.core.setup.Environment;
import io.lethe.storage.testing.LedgerExtension;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LedgerLogTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  @Test
  void namesTheSettingsThatWouldLetPostgresWriteValuesDown() {
    assertThat(LedgerLog.missing(LEDGER.jdbi()))
        .containsExactly("log_error_verbosity = terse", "log_parameter_max_length = 0");
  }

  @Test
  void driverSaysWhichConstraintRefusedAndNotWhichValue() throws Exception {
    LedgerSettings settings = new LedgerSettings();
    settings.setUrl(LEDGER.jdbcUrl());
    settings.setUser("postgres");
    settings.setProperties(Map.of("ApplicationName", "test"));
    Environment environment = new Environment("test");
    Jdbi ledger = LedgerConnection.open(settings, environment);

    Throwable refused =
        catchThrowable(
            () ->
                ledger.useHandle(
                    handle -> {
                      handle.execute("CREATE TEMPORARY TABLE once (email text UNIQUE)");
                      handle.execute("INSERT INTO once VALUES (?)", "planted");
                      handle.execute("INSERT INTO once VALUES (?)", "planted");
                    }));

    assertThat(refused).hasStackTraceContaining("once_email_key");
    assertThat(refused.getCause()).hasMessageNotContaining("planted");
    for (var managed : environment.lifecycle().getManagedObjects()) {
      managed.stop();
    }
  }
}
