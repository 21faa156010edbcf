package io.lethe.storage.model;

import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.ModelOff;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the provider said of a model when it last answered.
 *
 * @param endpoint the provider's name whose facts these are
 * @param offBecause absent if it can be ordered
 * @param pricePerSecond absent if the provider names none for a second
 */
public record ModelFact(
    ModelId model,
    String endpoint,
    @Nullable ModelOff offBecause,
    @Nullable MicroDollars pricePerSecond,
    Instant checkedAt) {}
