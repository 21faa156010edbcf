package io.lethe.domain.video;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs, in US dollars for each second of video.
 *
 * @param perSecond without sound
 * @param perSecondWithAudio with sound; absent where the model makes none, or asks nothing for it
 */
public record ModelPrice(BigDecimal perSecond, @Nullable BigDecimal perSecondWithAudio) {

  public ModelPrice {
    if (perSecond.signum() <= 0
        || (perSecondWithAudio != null && perSecondWithAudio.compareTo(perSecond) < 0)) {
      throw new IllegalArgumentException(
          "a price is above zero, and with sound not below the one without");
    }
  }

  public MicroDollars of(BigDecimal seconds, boolean withAudio) {
    BigDecimal each = withAudio && perSecondWithAudio != null ? perSecondWithAudio : perSecond;
    return MicroDollars.ofDollars(each.multiply(seconds));
  }
}
