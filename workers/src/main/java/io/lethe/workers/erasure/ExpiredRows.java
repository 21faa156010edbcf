package io.lethe.workers.erasure;

import io.lethe.storage.holding.Retention;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Deletes what the ledger keeps for a term, once the term is over: one sweep for each term. */
public final class ExpiredRows {
  /** Small deletions that one transaction takes in a blink. */
  private static final int ROWS_IN_A_ROUND = 10_000;

  private ExpiredRows() {}

  public static List<Sweep> of(Retention retention) {
    return Stream.of(Retention.Term.values())
        .map(
            term ->
                Sweep.of(
                    "expired-" + term.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    () -> retention.deleteExpired(term, ROWS_IN_A_ROUND)))
        .toList();
  }
}
