package io.lethe.storage.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Puts metadata into finished image files, byte by byte: what no writer of the JDK does for us. */
public final class PlantedMetadata {
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP13 = 0xED;
  private static final int COMMENT = 0xFE;
  private static final int PNG_AFTER_IHDR = 33;
  private static final int RIFF_HEADER = 12;

  private PlantedMetadata() {}

  /**
   * An EXIF block (a TIFF) with this orientation, the text as its description, and a GPS part that
   * holds the text as its area.
   */
  public static byte[] exif(int orientation, String text) {
    byte[] words = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
    byte[] area = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
    int directory = 8;
    int wordsAt = directory + 2 + 3 * 12 + 4;
    int gps = wordsAt + words.length;
    int latitudeAt = gps + 2 + 3 * 12 + 4;
    int areaAt = latitudeAt + 24;
    ByteBuffer tiff = ByteBuffer.allocate(areaAt + area.length).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
    tiff.putShort((short) 3);
    entry(tiff, 0x010E, 2, words.length, wordsAt);
    entry(tiff, 0x0112, 3, 1, orientation);
    entry(tiff, 0x8825, 4, 1, gps);
    tiff.putInt(0).put(words);
    tiff.putShort((short) 3);
    entry(tiff, 0x0001, 2, 2, 'N');
    entry(tiff, 0x0002, 5, 3, latitudeAt);
    entry(tiff, 0x001C, 7, area.length, areaAt);
    tiff.putInt(0);
    tiff.putInt(52).putInt(1).putInt(31).putInt(1).putInt(12).putInt(1);
    return tiff.put(area).array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  private static String xmp(String text) {
    return "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description>"
        + text
        + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
  }

  /** The JPEG with an EXIF segment right after its start. */
  public static byte[] inJpeg(byte[] jpeg, byte[] exif) {
    return jpegSegment(jpeg, APP1, join(latin1("Exif\0\0"), exif));
  }

  /** The JPEG with a comment. */
  public static byte[] commentInJpeg(byte[] jpeg, byte[] comment) {
    return jpegSegment(jpeg, COMMENT, comment);
  }

  static byte[] everywhereInJpeg(byte[] jpeg, String marker) {
    byte[] marked = commentInJpeg(jpeg, latin1(marker));
    marked = jpegSegment(marked, APP13, latin1("Photoshop 3.0\0" + marker));
    marked = jpegSegment(marked, APP1, latin1("http://ns.adobe.com/xap/1.0/\0" + xmp(marker)));
    return join(inJpeg(marked, exif(1, marker)), latin1(marker));
  }

  private static byte[] jpegSegment(byte[] jpeg, int code, byte[] content) {
    int length = content.length + 2;
    byte[] header = {(byte) 0xFF, (byte) code, (byte) (length >> 8), (byte) length};
    return insert(jpeg, 2, join(header, content));
  }

  /** The PNG with one more chunk right after its header. */
  public static byte[] chunkInPng(byte[] png, String type, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(latin1(type));
    checksum.update(content);
    ByteBuffer chunk = ByteBuffer.allocate(content.length + 12);
    chunk.putInt(content.length).put(latin1(type)).put(content).putInt((int) checksum.getValue());
    return insert(png, PNG_AFTER_IHDR, chunk.array());
  }

  static byte[] everywhereInPng(byte[] png, String marker) {
    byte[] marked = chunkInPng(png, "eXIf", exif(1, marker));
    marked = chunkInPng(marked, "tEXt", latin1("Comment\0" + marker));
    marked = chunkInPng(marked, "iTXt", latin1("XML:com.adobe.xmp\0\0\0\0\0" + xmp(marker)));
    return join(marked, latin1(marker));
  }

  /** The JPEG with a colour profile. */
  public static byte[] profileInJpeg(byte[] jpeg, byte[] profile) {
    return jpegSegment(jpeg, APP2, join(latin1("ICC_PROFILE\0\u0001\u0001"), profile));
  }

  /** The PNG with a colour profile. */
  public static byte[] profileInPng(byte[] png, byte[] profile) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(latin1("colours\0\0"));
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(packed)) {
      deflated.write(profile);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return chunkInPng(png, "iCCP", packed.toByteArray());
  }

  /** The 640 by 480 WebP of the simple form, extended by an EXIF chunk. */
  public static byte[] exifInWebp(byte[] simple, byte[] exif) {
    byte[] flags = {0x08, 0, 0, 0, (byte) 0x7F, 0x02, 0, (byte) 0xDF, 0x01, 0};
    byte[] picture = Arrays.copyOfRange(simple, RIFF_HEADER, simple.length);
    byte[] chunks = join(riffChunk("VP8X", flags), picture, riffChunk("EXIF", exif));
    return riffChunk("RIFF", join(latin1("WEBP"), chunks));
  }

  static byte[] everywhereInWebp(byte[] simple, String marker) {
    byte[] flags = {0x0C, 0, 0, 0, (byte) 0x7F, 0x02, 0, (byte) 0xDF, 0x01, 0};
    byte[] picture = Arrays.copyOfRange(simple, RIFF_HEADER, simple.length);
    byte[] chunks =
        join(
            riffChunk("VP8X", flags),
            picture,
            riffChunk("EXIF", exif(1, marker)),
            riffChunk("XMP ", latin1(xmp(marker))),
            riffChunk("LTHE", latin1(marker)));
    return join(riffChunk("RIFF", join(latin1("WEBP"), chunks)), latin1(marker));
  }

  private static byte[] riffChunk(String type, byte[] content) {
    ByteBuffer chunk =
        ByteBuffer.allocate(8 + content.length + content.length % 2).order(ByteOrder.LITTLE_ENDIAN);
    return chunk.put(latin1(type)).putInt(content.length).put(content).array();
  }

  /** The arrays, one after another. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] insert(byte[] file, int at, byte[] more) {
    return join(Arrays.copyOf(file, at), more, Arrays.copyOfRange(file, at, file.length));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
