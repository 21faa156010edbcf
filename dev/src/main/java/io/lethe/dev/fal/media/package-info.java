/**
 * Who may fetch a video, and until when? Stands for {@code *.fal.media} and the tokens that open
 * it.
 */
@NullMarked
package io.lethe.dev.fal.media;

import org.jspecify.annotations.NullMarked;
