/**
 * A fal.ai to run at home: a server on loopback that speaks the real queue protocol with its odd
 * sides, and renders a real video from the photo it was sent. Read {@link
 * io.lethe.dev.fal.SimulatedFal} first, then {@link io.lethe.dev.fal.QueueProtocol} for the
 * protocol and {@link io.lethe.dev.fal.Studio} for the video.
 */
@NullMarked
package io.lethe.dev.fal;

import org.jspecify.annotations.NullMarked;
