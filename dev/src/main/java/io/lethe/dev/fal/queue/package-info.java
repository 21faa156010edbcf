/**
 * What becomes of a request? Read {@link io.lethe.dev.fal.queue.SimulatedRequest} first, then
 * {@link io.lethe.dev.fal.queue.SubmitDesk} and {@link io.lethe.dev.fal.queue.AskDesk} for the
 * protocol and {@link io.lethe.dev.fal.queue.Runners} for the queue itself.
 */
@NullMarked
package io.lethe.dev.fal.queue;

import org.jspecify.annotations.NullMarked;
