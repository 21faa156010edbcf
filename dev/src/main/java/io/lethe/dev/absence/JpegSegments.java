package io.lethe.dev.absence;

/** The part of a JPEG in front of its picture, where metadata stands. */
final class JpegSegments {
  private static final int APP0 = 0xE0;
  private static final int APP15 = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END = 0xD9;

  private JpegSegments() {}

  /** Whether there is nothing but JFIF's own header and what the decoder needs. */
  static boolean harmless(byte[] jpeg) {
    int at = 2;
    while (at + 4 <= jpeg.length) {
      int code = jpeg[at + 1] & 0xFF;
      if (code == START_OF_SCAN) {
        return (jpeg[jpeg.length - 2] & 0xFF) == 0xFF && (jpeg[jpeg.length - 1] & 0xFF) == END;
      }
      if (code == COMMENT || (code > APP0 && code <= APP15)) {
        return false;
      }
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
    }
    return false;
  }
}
