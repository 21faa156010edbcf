package io.lethe.storage.model;

import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * What one job costs.
 *
 * @param amount price times length; absent where the price is not known
 */
public record Cost(ModelId model, @Nullable MicroDollars amount, Billed billed) {}
