package io.lethe.storage.rights;

import io.lethe.domain.rights.Right;
import java.time.Instant;

/**
 * What a request's workflow needs to know to go on.
 *
 * @param cleared it is verified and approved, and nothing holds it: it can be carried out
 * @param wakeAt when its clock is to be looked at next: a reminder or the deadline; far away once
 *     all of them are over
 */
public record Standing(Right right, boolean closed, boolean cleared, Instant wakeAt) {}
