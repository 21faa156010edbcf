/**
 * The protocol of forgetting as a model: small enough that every interleaving of the workflow, the
 * guardian, the sweeper, late writers and everything that can befall them is walked through. Read
 * {@link io.lethe.workflows.erasure.protocol.World} for the moves, {@link
 * io.lethe.workflows.erasure.protocol.ErasureProtocolTest} for what holds.
 */
@NullMarked
package io.lethe.workflows.erasure.protocol;

import org.jspecify.annotations.NullMarked;
