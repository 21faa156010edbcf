package io.lethe.storage.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Small files that claim, or cost, more than any photo: well-formed but for their greed. */
public final class Bombs {
  private static final int JPEG_FRAME = 0xC0;
  private static final int JPEG_PROGRESSIVE_FRAME = 0xC2;
  private static final int JPEG_SCAN = 0xDA;

  private Bombs() {}

  /** A drawn PNG whose header claims these sides. */
  public static byte[] png(int width, int height) {
    byte[] png = DrawnFace.png(320, 320);
    ByteBuffer file = ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 checksum = new CRC32();
    checksum.update(png, 12, 17);
    return file.putInt(29, (int) checksum.getValue()).array();
  }

  /** A drawn JPEG whose frame header claims these sides. */
  public static byte[] jpeg(int width, int height) {
    byte[] jpeg = DrawnFace.jpeg(320, 320);
    ByteBuffer file = ByteBuffer.wrap(jpeg);
    int frame = segment(jpeg, JPEG_FRAME);
    return file.putShort(frame + 5, (short) height).putShort(frame + 7, (short) width).array();
  }

  /** A lossy WebP whose frame header claims these sides. */
  public static byte[] webp(int width, int height) {
    byte[] webp = DrawnFace.webp();
    webp[26] = (byte) width;
    webp[27] = (byte) (width >> 8);
    webp[28] = (byte) height;
    webp[29] = (byte) (height >> 8);
    return webp;
  }

  /** The progressive JPEG with its first scan said over and over, each costing a pass. */
  public static byte[] manyScans(byte[] progressiveJpeg, int times) {
    segment(progressiveJpeg, JPEG_PROGRESSIVE_FRAME);
    int scan = segment(progressiveJpeg, JPEG_SCAN);
    int next = scan + 2;
    while (progressiveJpeg[next] != (byte) 0xFF
        || progressiveJpeg[next + 1] == 0
        || (progressiveJpeg[next + 1] & 0xF8) == 0xD0) {
      next++;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(progressiveJpeg, 0, scan);
    byte[] one = Arrays.copyOfRange(progressiveJpeg, scan, next);
    for (int i = 0; i < times; i++) {
      file.writeBytes(one);
    }
    file.write(progressiveJpeg, next, progressiveJpeg.length - next);
    return file.toByteArray();
  }

  /** A PNG of a few kilobytes with a text chunk that unpacks to this many megabytes. */
  public static byte[] pngWithSwellingText(int megabytes) {
    Deflater deflater = new Deflater(9);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
    byte[] buffer = new byte[65_536];
    byte[] zeros = new byte[1 << 20];
    for (int i = 0; i <= megabytes; i++) {
      if (i == megabytes) {
        deflater.finish();
      } else {
        deflater.setInput(zeros);
      }
      for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) {
        packed.write(buffer, 0, n);
      }
    }
    deflater.end();
    return PlantedMetadata.chunkInPng(DrawnFace.png(640, 480), "zTXt", packed.toByteArray());
  }

  /** Where the segment of this marker begins. */
  private static int segment(byte[] jpeg, int marker) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != marker) {
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
    }
    return at;
  }
}
