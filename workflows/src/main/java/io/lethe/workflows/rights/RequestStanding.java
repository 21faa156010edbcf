package io.lethe.workflows.rights;

import io.lethe.domain.rights.Right;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request's workflow has to know.
 *
 * @param right absent once the request is not kept any more
 * @param cleared it can be carried out
 * @param wakeAt when its clock is to be looked at next
 */
public record RequestStanding(
    @Nullable Right right, boolean closed, boolean cleared, Instant wakeAt) {}
