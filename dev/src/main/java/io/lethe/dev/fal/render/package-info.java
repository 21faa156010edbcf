/**
 * How does a video come about? {@link io.lethe.dev.fal.render.Studio} fetches what a request names,
 * checks it as Kling would, and makes a real video of it.
 */
@NullMarked
package io.lethe.dev.fal.render;

import org.jspecify.annotations.NullMarked;
