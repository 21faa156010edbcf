/**
 * A fal.ai to run at home: a server on loopback that speaks the real protocol with its odd sides,
 * each of them behind a knob, and renders a real video from the photo or clip it was sent. Read
 * {@link io.lethe.dev.fal.SimulatedFal} first; each folder beside it answers one question.
 */
@NullMarked
package io.lethe.dev.fal;

import org.jspecify.annotations.NullMarked;
