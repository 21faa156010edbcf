/**
 * How does the simulated fal.ai behave, and misbehave? Read {@link
 * io.lethe.dev.fal.knob.SimulatedFalKnobs} first for what lasts, then {@link
 * io.lethe.dev.fal.knob.SimulatedFailure} for what happens once.
 */
@NullMarked
package io.lethe.dev.fal.knob;

import org.jspecify.annotations.NullMarked;
