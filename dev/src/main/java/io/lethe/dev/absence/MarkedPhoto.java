package io.lethe.dev.absence;

import io.lethe.dev.sample.SampleFace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * The sample face as a phone might send it: pixels like no other picture's, and words in every
 * place where cameras and programs put words.
 */
final class MarkedPhoto {
  private static final int APP1 = 0xE1;
  private static final int APP13 = 0xED;
  private static final int COMMENT = 0xFE;

  private static final int ASCII = 2;
  private static final int LONG = 4;
  private static final int UNDEFINED = 7;

  private MarkedPhoto() {}

  static byte[] jpeg(Markers markers, Random random) throws IOException {
    byte[] face = speckled(random);
    byte[] thumbnail = markers.words("EXIF thumbnail", "%s").getBytes(StandardCharsets.US_ASCII);
    byte[] photo =
        segment(face, COMMENT, latin1(markers.words("JPEG comment", "taken by %s at home")));
    photo =
        segment(photo, APP13, latin1("Photoshop 3.0\0" + iptc(markers.words("IPTC", "%s Street"))));
    photo =
        segment(
            photo,
            APP1,
            latin1("http://ns.adobe.com/xap/1.0/\0" + xmp(markers.words("XMP", "%s"))));
    photo = segment(photo, APP1, join(latin1("Exif\0\0"), exif(markers, thumbnail)));
    markers.file("pixels of the upload", face);
    return photo;
  }

  /** Noise too faint to see makes every block of the encoded picture another one. */
  private static byte[] speckled(Random random) throws IOException {
    BufferedImage face = ImageIO.read(new ByteArrayInputStream(SampleFace.jpeg()));
    for (int y = 0; y < face.getHeight(); y++) {
      for (int x = 0; x < face.getWidth(); x++) {
        face.setRGB(x, y, face.getRGB(x, y) ^ (random.nextInt() & 0x000F0F0F));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(face, "jpeg", bytes);
    return bytes.toByteArray();
  }

  /** A TIFF with a description, a maker note, a GPS area, and a second picture as thumbnail. */
  private static byte[] exif(Markers markers, byte[] thumbnail) {
    byte[] description = latin1(markers.words("EXIF description", "%s on the beach") + "\0");
    byte[] maker = latin1(markers.words("EXIF maker note", "%s"));
    byte[] area = latin1("ASCII\0\0\0" + markers.words("EXIF GPS area", "%s 59.3293 N"));
    int first = 8;
    int exif = first + size(3);
    int gps = exif + size(1);
    int small = gps + size(1);
    int words = small + size(2);
    ByteBuffer tiff =
        ByteBuffer.allocate(
                words + description.length + maker.length + area.length + thumbnail.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(first);
    tiff.putShort((short) 3);
    entry(tiff, 0x010E, ASCII, description.length, words);
    entry(tiff, 0x8769, LONG, 1, exif);
    entry(tiff, 0x8825, LONG, 1, gps);
    tiff.putInt(small);
    tiff.putShort((short) 1);
    entry(tiff, 0x927C, UNDEFINED, maker.length, words + description.length);
    tiff.putInt(0);
    tiff.putShort((short) 1);
    entry(tiff, 0x001C, UNDEFINED, area.length, words + description.length + maker.length);
    tiff.putInt(0);
    tiff.putShort((short) 2);
    entry(tiff, 0x0201, LONG, 1, words + description.length + maker.length + area.length);
    entry(tiff, 0x0202, LONG, 1, thumbnail.length);
    tiff.putInt(0);
    return tiff.put(description).put(maker).put(area).put(thumbnail).array();
  }

  /** Of a directory with so many entries, in bytes. */
  private static int size(int entries) {
    return 2 + entries * 12 + 4;
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  private static String xmp(String words) {
    return "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description>"
        + words
        + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
  }

  /** A caption (dataset 2:120) in Photoshop's block of resources. */
  private static String iptc(String words) {
    String dataset = "\u001c\u0002\u0078" + (char) 0 + (char) words.length() + words;
    String even = dataset.length() % 2 == 0 ? dataset : dataset + "\0";
    return "8BIM\u0004\u0004\0\0\0\0\0" + (char) dataset.length() + even;
  }

  private static byte[] segment(byte[] jpeg, int code, byte[] content) {
    int length = content.length + 2;
    byte[] header = {(byte) 0xFF, (byte) code, (byte) (length >> 8), (byte) length};
    return join(Arrays.copyOf(jpeg, 2), header, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
