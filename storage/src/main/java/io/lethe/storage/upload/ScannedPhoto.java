package io.lethe.storage.upload;

/**
 * What the headers of a whole, well-formed photo say.
 *
 * @param format what the bytes are, which is also what they were declared to be
 * @param width in pixels, as stored: EXIF may say that the photo is to be turned
 * @param height in pixels, as stored
 */
public record ScannedPhoto(PhotoFormat format, int width, int height) {}
