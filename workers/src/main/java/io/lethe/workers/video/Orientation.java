package io.lethe.workers.video;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a stored picture is to be turned or mirrored to stand upright: the eight values of the EXIF
 * tag of that name (CIPA DC-008, 4.6.5), in their order, named after what has to be done.
 */
enum Orientation {
  UPRIGHT,
  MIRROR,
  HALF_TURN,
  FLIP,
  TRANSPOSE,
  QUARTER_RIGHT,
  TRANSVERSE,
  QUARTER_LEFT;

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  /**
   * What an EXIF block says. Only its first directory is looked at, for this one tag; a block that
   * makes no sense means upright, as browsers have it.
   *
   * @param exif a TIFF structure, from its byte order mark on
   */
  static Orientation of(byte[] exif) {
    ByteBuffer tiff = ByteBuffer.wrap(exif);
    if (tiff.remaining() < 8) {
      return UPRIGHT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 0 || directory > tiff.limit() - 2) {
      return UPRIGHT;
    }
    int entries = tiff.getShort(directory) & 0xFFFF;
    int first = directory + 2;
    int whole = Math.min(entries, (tiff.limit() - first) / ENTRY_BYTES);
    for (int entry = first; entry < first + whole * ENTRY_BYTES; entry += ENTRY_BYTES) {
      if ((tiff.getShort(entry) & 0xFFFF) == TAG && tiff.getShort(entry + 2) == SHORT) {
        int value = tiff.getShort(entry + 8) & 0xFFFF;
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  boolean swapsSides() {
    return compareTo(TRANSPOSE) >= 0;
  }

  /** The picture upright: a new one, or the same if there is nothing to do. */
  BufferedImage applyTo(BufferedImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int width = stored.getWidth();
    int height = stored.getHeight();
    BufferedImage upright =
        swapsSides()
            ? new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB)
            : new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      stored.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int right = width - 1 - x;
        int below = height - 1 - y;
        switch (this) {
          case UPRIGHT -> upright.setRGB(x, y, row[x]);
          case MIRROR -> upright.setRGB(right, y, row[x]);
          case HALF_TURN -> upright.setRGB(right, below, row[x]);
          case FLIP -> upright.setRGB(x, below, row[x]);
          case TRANSPOSE -> upright.setRGB(y, x, row[x]);
          case QUARTER_RIGHT -> upright.setRGB(below, x, row[x]);
          case TRANSVERSE -> upright.setRGB(below, right, row[x]);
          case QUARTER_LEFT -> upright.setRGB(y, right, row[x]);
        }
      }
    }
    return upright;
  }
}
