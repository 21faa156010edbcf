package io.lethe.process.health;

import com.codahale.metrics.Gauge;
import java.util.function.LongSupplier;

/**
 * A number that is read from the ledger each time it is asked for. Where it can't be read it is not
 * a number, so that all others are still told: a ledger that is down is when they are needed.
 */
public final class ReadGauge implements Gauge<Double> {
  private final LongSupplier number;

  public ReadGauge(LongSupplier number) {
    this.number = number;
  }

  @Override
  public Double getValue() {
    try {
      return (double) number.getAsLong();
    } catch (RuntimeException notRead) {
      return Double.NaN;
    }
  }
}
