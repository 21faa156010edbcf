package io.lethe.fal;

import java.math.BigDecimal;

/**
 * What fal.ai bills for one unit of a model's work.
 *
 * @param unit such as {@code second} or {@code video}, in fal.ai's words
 * @param currency such as {@code USD}
 */
public record ModelPrice(
    FalEndpoint endpoint, BigDecimal unitPrice, String unit, String currency) {}
