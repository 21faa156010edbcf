package io.lethe.storage.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

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

  /**
   * What a PNG's packed text or colour profile consists of: a name and data that unpack to this
   * many megabytes.
   */
  public static byte[] swellingText(int megabytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes("name\0\0".getBytes(StandardCharsets.ISO_8859_1));
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(packed, fast)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < megabytes; i++) {
        deflated.write(zeros);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      fast.end();
    }
    return packed.toByteArray();
  }

  /** A drawn PNG, well-formed, whose compressed data stop in the middle. */
  public static byte[] pngWithHalfItsData(int width, int height) {
    byte[] png = DrawnFace.png(width, height);
    int data = 33;
    while (png[data + 4] != 'I' || png[data + 5] != 'D') {
      data += 12 + ByteBuffer.wrap(png).getInt(data);
    }
    int half = ByteBuffer.wrap(png).getInt(data) / 2;
    byte[] start = Arrays.copyOf(png, 33);
    byte[] end = Arrays.copyOfRange(png, png.length - 12, png.length);
    byte[] stopped = PlantedMetadata.join(start, end);
    return PlantedMetadata.chunkInPng(
        stopped, "IDAT", Arrays.copyOfRange(png, data + 8, data + 8 + half));
  }

  /** A WebP of the simple form, its data cut in half and all its sizes made to fit. */
  public static byte[] webpCutToFit(byte[] webp) {
    int half = (webp.length / 2) & ~1;
    return ByteBuffer.wrap(Arrays.copyOf(webp, half))
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, half - 8)
        .putInt(16, half - 20)
        .array();
  }

  /** Sets each chunk's checksum right, as far as the chunks can be followed. */
  public static void mendChecksums(byte[] png) {
    ByteBuffer file = ByteBuffer.wrap(png);
    int at = 8;
    while (at + 12 <= png.length
        && file.getInt(at) >= 0
        && file.getInt(at) <= png.length - at - 12) {
      int length = file.getInt(at);
      CRC32 checksum = new CRC32();
      checksum.update(png, at + 4, length + 4);
      file.putInt(at + 8 + length, (int) checksum.getValue());
      at += 12 + length;
    }
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
