package io.lethe.domain.video;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount in millionths of a US dollar: whole numbers, so that nothing is lost from one place to
 * the next.
 */
public record MicroDollars(long value) {
  private static final int PLACES = 6;

  public MicroDollars {
    if (value < 0) {
      throw new IllegalArgumentException("an amount is not negative");
    }
  }

  /** Rounded half up to a millionth. */
  public static MicroDollars ofDollars(BigDecimal dollars) {
    return new MicroDollars(
        dollars.movePointRight(PLACES).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  /** Rounded half up to a millionth. */
  public MicroDollars times(BigDecimal factor) {
    return new MicroDollars(
        BigDecimal.valueOf(value)
            .multiply(factor)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact());
  }

  /** In dollars, as {@code 0.21}. */
  public String dollars() {
    BigDecimal dollars = BigDecimal.valueOf(value, PLACES).stripTrailingZeros();
    return dollars.setScale(Math.max(2, dollars.scale())).toPlainString();
  }
}
