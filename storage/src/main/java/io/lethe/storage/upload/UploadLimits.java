package io.lethe.storage.upload;

import io.lethe.domain.video.ModelUpload;

/**
 * How big, small and narrow a photo may be. Width and height can be swapped without changing the
 * answer, so it does not matter that EXIF may turn the photo later.
 *
 * @param maxBytes most bytes of one upload
 * @param maxPixels most pixels (width times height) that a worker is asked to decode
 * @param maxWebpPixels the same for WebP, whose decoder holds many times more memory per pixel
 * @param minSide shortest side in pixels
 * @param maxSide longest side in pixels
 * @param maxRatio longest side divided by shortest, at most
 */
public record UploadLimits(
    long maxBytes, long maxPixels, long maxWebpPixels, int minSide, int maxSide, double maxRatio) {

  public UploadLimits {
    if (maxBytes <= 0 || maxPixels <= 0 || maxWebpPixels <= 0) {
      throw new IllegalArgumentException("bytes and pixels must be above zero");
    }
    if (minSide <= 0 || maxSide < minSide || maxRatio < 1) {
      throw new IllegalArgumentException("no photo could pass these sides and this ratio");
    }
  }

  /**
   * What phones send and the models take: 20 MB and 50 megapixels cover the largest photos of
   * today's phones; WebP comes from messengers and the web, where 16 megapixels are plenty; a start
   * image for Kling has at least 300 pixels a side and a ratio within 1:2.5 and 2.5:1.
   */
  public static UploadLimits ofPhotos() {
    return new UploadLimits(20_000_000, 50_000_000, 16_000_000, 300, 16_384, 2.5);
  }

  /** The same with what one model asks of this upload. */
  public UploadLimits narrowedTo(ModelUpload upload) {
    Integer side = upload.minSide();
    Double ratio = upload.maxRatio();
    return new UploadLimits(
        maxBytes,
        maxPixels,
        maxWebpPixels,
        side == null ? minSide : Math.max(minSide, side),
        maxSide,
        ratio == null ? maxRatio : Math.min(maxRatio, ratio));
  }

  long maxPixels(PhotoFormat format) {
    return format == PhotoFormat.WEBP ? maxWebpPixels : maxPixels;
  }
}
