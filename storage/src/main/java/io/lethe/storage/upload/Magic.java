package io.lethe.storage.upload;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The first bytes by which each format is known. */
final class Magic {
  /** Bytes that settle it: RIFF, four bytes of size, WEBP. */
  static final int LONGEST = 12;

  private static final byte[] JPEG = bytes("\u00FF\u00D8\u00FF");
  private static final byte[] PNG = bytes("\u0089PNG\r\n\u001A\n");
  private static final byte[] RIFF = bytes("RIFF");
  private static final byte[] WEBP = bytes("WEBP");

  private Magic() {}

  static @Nullable PhotoFormat of(byte[] start, int length) {
    if (length >= JPEG.length && agree(start, 0, length, JPEG)) {
      return PhotoFormat.JPEG;
    }
    if (length >= PNG.length && agree(start, 0, length, PNG)) {
      return PhotoFormat.PNG;
    }
    boolean riff = agree(start, 0, length, RIFF) && agree(start, 8, length, WEBP);
    return riff && length >= LONGEST ? PhotoFormat.WEBP : null;
  }

  /** Whether more bytes could still make this a photo. */
  static boolean mayBecomeOne(byte[] start, int length) {
    return agree(start, 0, length, JPEG)
        || agree(start, 0, length, PNG)
        || (agree(start, 0, length, RIFF) && agree(start, 8, length, WEBP));
  }

  /** Whether the magic at this offset and the bytes there are do not differ, as far as both go. */
  private static boolean agree(byte[] start, int offset, int length, byte[] magic) {
    int common = Math.min(magic.length, length - offset);
    for (int i = 0; i < common; i++) {
      if (start[offset + i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
