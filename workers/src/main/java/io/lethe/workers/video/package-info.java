/**
 * How each step of making a video is carried out. The pixels' part is {@link
 * io.lethe.workers.video.PhotoSanitiser}.
 */
@NullMarked
package io.lethe.workers.video;

import org.jspecify.annotations.NullMarked;
