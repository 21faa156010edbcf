package io.lethe.storage.testing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Photos for tests, of nobody: a cartoon face. Each corner has a patch of its own colour, so that a
 * test can tell which way up a picture is.
 */
public final class DrawnFace {
  public static final Color TOP_LEFT = Color.RED;
  public static final Color TOP_RIGHT = Color.GREEN;
  public static final Color BOTTOM_LEFT = Color.BLUE;
  public static final Color BOTTOM_RIGHT = Color.YELLOW;

  private DrawnFace() {}

  /** The face, upright, opaque. */
  public static BufferedImage image(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    draw(image);
    return image;
  }

  /** The face with nothing around it: transparent but for the head and the corners. */
  public static BufferedImage cutOut(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
    draw(image);
    return image;
  }

  /** The face in colours of 16 bits each, transparent around the head. */
  public static BufferedImage deep(int width, int height) {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    BufferedImage image =
        new BufferedImage(model, model.createCompatibleWritableRaster(width, height), false, null);
    draw(image);
    return image;
  }

  /** No face: every pixel any colour, which no format can pack well; the same each time. */
  public static BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    new Random(1).nextBytes(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    return image;
  }

  private static void draw(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    if (!image.getColorModel().hasAlpha()) {
      pen.setColor(new Color(0x9FC5E8));
      pen.fillRect(0, 0, width, height);
    }
    corners(pen, width, height);
    pen.translate(width / 2.0, height / 2.0);
    pen.scale(Math.min(width, height) / 100.0, Math.min(width, height) / 100.0);
    pen.setColor(new Color(0xF1C27D));
    pen.fillOval(-28, -36, 56, 72);
    pen.setColor(new Color(0x4A2C17));
    pen.fillArc(-28, -38, 56, 44, 0, 180);
    pen.fillOval(-15, -6, 8, 8);
    pen.fillOval(7, -6, 8, 8);
    pen.setStroke(new BasicStroke(2));
    pen.drawArc(-13, 2, 26, 20, 200, 140);
    pen.dispose();
  }

  private static void corners(Graphics2D pen, int width, int height) {
    int side = Math.max(1, Math.min(width, height) / 8);
    pen.setColor(TOP_LEFT);
    pen.fillRect(0, 0, side, side);
    pen.setColor(TOP_RIGHT);
    pen.fillRect(width - side, 0, side, side);
    pen.setColor(BOTTOM_LEFT);
    pen.fillRect(0, height - side, side, side);
    pen.setColor(BOTTOM_RIGHT);
    pen.fillRect(width - side, height - side, side, side);
  }

  public static byte[] jpeg(int width, int height) {
    return jpegOf(image(width, height));
  }

  public static byte[] progressiveJpeg(int width, int height) {
    return encode(image(width, height), "jpeg", ImageWriteParam.MODE_DEFAULT);
  }

  public static byte[] png(int width, int height) {
    return pngOf(image(width, height));
  }

  public static byte[] interlacedPng(int width, int height) {
    return encode(image(width, height), "png", ImageWriteParam.MODE_DEFAULT);
  }

  public static byte[] jpegOf(BufferedImage image) {
    return encode(image, "jpeg", ImageWriteParam.MODE_DISABLED);
  }

  public static byte[] pngOf(BufferedImage image) {
    return encode(image, "png", ImageWriteParam.MODE_DISABLED);
  }

  /** 640 by 480, lossy. */
  public static byte[] webp() {
    return resource("face.webp");
  }

  /** 640 by 480, lossless, transparent around the head. */
  public static byte[] losslessWebp() {
    return resource("face-lossless.webp");
  }

  /** 640 by 480, lossy with an alpha channel: the extended form, transparent around the head. */
  public static byte[] transparentWebp() {
    return resource("face-transparent.webp");
  }

  /** Two frames. */
  public static byte[] animatedWebp() {
    return resource("face-animated.webp");
  }

  /**
   * A JPEG as a phone held in any of the eight ways stores it: once the EXIF orientation (1 to 8)
   * is applied, the face is upright and of this size.
   */
  public static byte[] turnedJpeg(int orientation, int width, int height) {
    return PlantedMetadata.inJpeg(
        jpegOf(turned(orientation, width, height)), PlantedMetadata.exif(orientation, "none"));
  }

  /** The pixels of {@link #turnedJpeg} without the word of which way to turn them. */
  public static BufferedImage turned(int orientation, int width, int height) {
    BufferedImage upright = image(width, height);
    boolean sideways = orientation >= 5;
    int storedWidth = sideways ? height : width;
    int storedHeight = sideways ? width : height;
    BufferedImage stored =
        new BufferedImage(storedWidth, storedHeight, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int right = width - 1 - x;
        int below = height - 1 - y;
        int[] at =
            switch (orientation) {
              case 1 -> new int[] {x, y};
              case 2 -> new int[] {right, y};
              case 3 -> new int[] {right, below};
              case 4 -> new int[] {x, below};
              case 5 -> new int[] {y, x};
              case 6 -> new int[] {y, right};
              case 7 -> new int[] {below, right};
              case 8 -> new int[] {below, x};
              default -> throw new IllegalArgumentException("orientation " + orientation);
            };
        stored.setRGB(at[0], at[1], upright.getRGB(x, y));
      }
    }
    return stored;
  }

  /**
   * A JPEG that carries the marker wherever phones and programs put words: EXIF, its GPS part, XMP,
   * IPTC, a comment, and behind the end of the picture.
   */
  public static byte[] jpegWithMetadata(String marker) {
    return PlantedMetadata.everywhereInJpeg(jpeg(640, 480), marker);
  }

  /** The same for PNG: EXIF, text, XMP, and behind the end of the picture. */
  public static byte[] pngWithMetadata(String marker) {
    return PlantedMetadata.everywhereInPng(png(640, 480), marker);
  }

  /** The same for WebP: EXIF, XMP, an unknown chunk, and behind the end of the picture. */
  public static byte[] webpWithMetadata(String marker) {
    return PlantedMetadata.everywhereInWebp(webp(), marker);
  }

  private static byte[] encode(BufferedImage image, String format, int progression) {
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setProgressiveMode(progression);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] resource(String name) {
    try (InputStream in = DrawnFace.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no test resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
