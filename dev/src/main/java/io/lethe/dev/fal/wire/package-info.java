/**
 * How do calls come in and answers go out? {@link io.lethe.dev.fal.wire.FrontDoor} leads each call
 * to its desk; {@link io.lethe.dev.fal.wire.Reply} is an answer, and {@link
 * io.lethe.dev.fal.wire.Spoil} what may go wrong with it on the way.
 */
@NullMarked
package io.lethe.dev.fal.wire;

import org.jspecify.annotations.NullMarked;
