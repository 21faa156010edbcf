/**
 * How each step of making a video is carried out. Read {@link io.lethe.workers.video.FalSubmitting}
 * first, then {@link io.lethe.workers.video.FalGeneration}; the pixels' part is {@link
 * io.lethe.workers.video.PhotoSanitiser}, the clips' {@link io.lethe.workers.video.ClipSanitiser}.
 */
@NullMarked
package io.lethe.workers.video;

import org.jspecify.annotations.NullMarked;
