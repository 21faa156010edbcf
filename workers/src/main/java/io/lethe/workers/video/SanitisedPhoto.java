package io.lethe.workers.video;

/**
 * A photo fit to leave the building: a JPEG of nothing but pixels.
 *
 * @param width in pixels, upright
 * @param height in pixels, upright
 * @param bytes length of the file that was written
 */
public record SanitisedPhoto(int width, int height, long bytes) {
  public static final String MEDIA_TYPE = "image/jpeg";
}
