package io.lethe.storage.provider;

import java.time.Instant;

/**
 * A provider that takes no orders of ours.
 *
 * @param tryAt when one job may try again
 */
public record Block(String recipient, BlockReason reason, Instant since, Instant tryAt) {}
