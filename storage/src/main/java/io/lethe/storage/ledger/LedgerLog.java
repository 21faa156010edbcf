package io.lethe.storage.ledger;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What PostgreSQL itself may write into its log. By default it repeats a value that a constraint
 * refused, and with slow statements their parameters.
 */
final class LedgerLog {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerLog.class);

  private static final String TALKATIVE =
      """
      SELECT expected.name || ' = ' || expected.setting
      FROM (VALUES
        ('log_error_verbosity', 'terse'),
        ('log_parameter_max_length', '0'),
        ('log_parameter_max_length_on_error', '0')) AS expected (name, setting)
      JOIN pg_settings USING (name)
      WHERE pg_settings.setting <> expected.setting
      ORDER BY 1
      """;

  private LedgerLog() {}

  /** The settings that this PostgreSQL lacks, as they should be; none if its log is discreet. */
  static List<String> missing(Jdbi ledger) {
    return ledger.withHandle(handle -> handle.select(TALKATIVE).mapTo(String.class).list());
  }

  static void warn(Jdbi ledger) {
    List<String> missing = missing(ledger);
    if (!missing.isEmpty()) {
      LOG.warn("PostgreSQL may write values of columns into its log: set {} there", missing);
    }
  }
}
