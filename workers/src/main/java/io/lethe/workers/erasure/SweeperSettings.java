package io.lethe.workers.erasure;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * The section {@code sweeper} of the configuration.
 *
 * @param every from the end of one round to the next, a fifth more or less
 * @param grace how long after the deadline, or after an erasure began, the job's guardian is
 *     expected to finish by itself
 */
public record SweeperSettings(@NotNull Duration every, @NotNull Duration grace) {}
