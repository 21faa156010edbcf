package io.lethe.storage.usage;

import io.lethe.domain.usage.UsageEventName;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How many people took a step on a day (UTC). Names nobody: there is none for fewer people than the
 * threshold, and people are counted in tens, so that one more or less does not show.
 *
 * @param medianSeconds of those that have a length; absent where none has
 */
public record UsageTotal(
    LocalDate day, UsageEventName name, long people, @Nullable Integer medianSeconds) {}
