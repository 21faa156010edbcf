package io.lethe.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelPrice;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a video costs. Amounts are decimal texts: no number of JSON's loses a cent on the way.
 *
 * @param perSecond without sound
 * @param perSecondWithAudio where the model makes sound at another price
 * @param byDuration one for each length it makes; absent if the video becomes as long as the clip
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PriceView(
    String currency,
    String perSecond,
    @Nullable String perSecondWithAudio,
    @Nullable List<DurationPriceView> byDuration) {

  private static final String CURRENCY = "USD";

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DurationPriceView(int durationSeconds, String amount, @Nullable String amountWithAudio) {}

  /**
   * @param providers what the provider asks for a second, where the configuration does not say
   */
  static @Nullable PriceView of(Model model, @Nullable MicroDollars providers) {
    ModelPrice price = model.price();
    if (price != null) {
      return of(model, price);
    }
    return providers == null || providers.value() == 0
        ? null
        : of(model, new ModelPrice(new BigDecimal(providers.dollars()), null));
  }

  private static PriceView of(Model model, ModelPrice price) {
    boolean sound = price.perSecondWithAudio() != null;
    List<DurationPriceView> byDuration =
        model.durations().stream()
            .map(
                seconds ->
                    new DurationPriceView(
                        seconds,
                        amount(price, seconds, false),
                        sound ? amount(price, seconds, true) : null))
            .toList();
    return new PriceView(
        CURRENCY,
        amount(price, 1, false),
        sound ? amount(price, 1, true) : null,
        model.isAsLongAsItsClip() ? null : byDuration);
  }

  private static String amount(ModelPrice price, int seconds, boolean withAudio) {
    return price.of(BigDecimal.valueOf(seconds), withAudio).dollars();
  }
}
