package io.lethe.workers.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The boxes of an MP4 around media that nobody could play. */
public final class TinyMp4 {
  private TinyMp4() {}

  /** {@code ftyp}, {@code moov} and an {@code mdat} with this many bytes of media. */
  public static byte[] withMedia(int bytes) {
    return join(
        box("ftyp", "isom\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)),
        box("moov", new byte[16]),
        box("mdat", new byte[bytes]));
  }

  public static byte[] box(String type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(body)
        .array();
  }

  /** A box whose size stands in 64 bits behind its type. */
  public static byte[] largeBox(String type, byte[] body) {
    return ByteBuffer.allocate(16 + body.length)
        .putInt(1)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .putLong(16 + body.length)
        .put(body)
        .array();
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
