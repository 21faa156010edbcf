package io.lethe.dev.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Draws the sample face, so that a demo needs no photograph of anybody. What it draws is committed
 * as a resource; run the main method with that file's path after changing the drawing.
 */
public final class SampleFace {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 900;
  private static final float QUALITY = 0.88f;

  private static final Color SKIN = new Color(0xF1C7A6);
  private static final Color SHADE = new Color(0xBF8261);
  private static final Color HAIR = new Color(0x3B2A26);
  private static final Color SHIRT = new Color(0x2F6F73);
  private static final Color LIPS = new Color(0xB25A58);

  private SampleFace() {}

  /** The committed picture: a JPEG. */
  public static byte[] jpeg() {
    try (InputStream resource = SampleFace.class.getResourceAsStream("sample-face.jpg")) {
      if (resource == null) {
        throw new IllegalStateException("the sample face is missing from the jar");
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] arguments) throws IOException {
    Files.write(Path.of(arguments[0]), drawn());
  }

  /** Draws it anew. */
  static byte[] drawn() throws IOException {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawBackground(pen);
    drawShoulders(pen);
    drawHead(pen);
    drawEye(pen, 285);
    drawEye(pen, 435);
    drawNoseAndMouth(pen);
    drawFringe(pen);
    pen.dispose();
    return encoded(picture);
  }

  private static void drawBackground(Graphics2D pen) {
    pen.setPaint(new GradientPaint(0, 0, new Color(0xF6D9B8), 0, HEIGHT, new Color(0x8FB8C9)));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setPaint(new Color(255, 246, 224, 150));
    pen.fill(new Ellipse2D.Double(470, 60, 190, 190));
  }

  private static void drawShoulders(Graphics2D pen) {
    pen.setPaint(HAIR);
    pen.fill(new Ellipse2D.Double(150, 130, 420, 560));
    pen.setPaint(SHIRT);
    pen.fill(new Ellipse2D.Double(70, 710, 580, 420));
    pen.setPaint(SHADE);
    pen.fill(new Rectangle2D.Double(295, 590, 130, 120));
    pen.fill(new Ellipse2D.Double(275, 660, 170, 110));
  }

  private static void drawHead(Graphics2D pen) {
    pen.setPaint(SHADE);
    pen.fill(new Ellipse2D.Double(172, 380, 52, 96));
    pen.fill(new Ellipse2D.Double(496, 380, 52, 96));
    pen.setPaint(
        new RadialGradientPaint(330, 380, 380, new float[] {0f, 1f}, new Color[] {SKIN, SHADE}));
    pen.fill(new Ellipse2D.Double(190, 190, 340, 470));
    pen.setPaint(new Color(214, 120, 105, 90));
    pen.fill(new Ellipse2D.Double(218, 455, 90, 62));
    pen.fill(new Ellipse2D.Double(412, 455, 90, 62));
  }

  private static void drawEye(Graphics2D pen, double middle) {
    Shape white = new Ellipse2D.Double(middle - 42, 385, 84, 48);
    pen.setPaint(Color.WHITE);
    pen.fill(white);
    Area iris = new Area(new Ellipse2D.Double(middle - 22, 387, 44, 44));
    iris.intersect(new Area(white));
    pen.setPaint(new Color(0x4C7A5A));
    pen.fill(iris);
    pen.setPaint(Color.BLACK);
    pen.fill(new Ellipse2D.Double(middle - 10, 399, 20, 20));
    pen.setPaint(Color.WHITE);
    pen.fill(new Ellipse2D.Double(middle + 2, 400, 8, 8));
    pen.setPaint(HAIR);
    pen.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(new Arc2D.Double(middle - 44, 383, 88, 54, 15, 150, Arc2D.OPEN));
    pen.setStroke(new BasicStroke(13, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(new QuadCurve2D.Double(middle - 52, 352, middle, 322, middle + 52, 350));
  }

  private static void drawNoseAndMouth(Graphics2D pen) {
    pen.setPaint(SHADE.darker());
    pen.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(new CubicCurve2D.Double(362, 405, 352, 460, 330, 500, 352, 508));
    pen.draw(new QuadCurve2D.Double(352, 508, 368, 514, 386, 504));
    Area mouth = new Area(new Ellipse2D.Double(290, 520, 140, 78));
    mouth.subtract(new Area(new Rectangle2D.Double(280, 500, 160, 58)));
    pen.setPaint(LIPS);
    pen.fill(mouth);
    Area teeth = new Area(new Rectangle2D.Double(306, 558, 108, 13));
    teeth.intersect(mouth);
    pen.setPaint(Color.WHITE);
    pen.fill(teeth);
  }

  private static void drawFringe(Graphics2D pen) {
    Area fringe = new Area(new Ellipse2D.Double(172, 140, 376, 320));
    fringe.subtract(new Area(new Ellipse2D.Double(214, 262, 360, 400)));
    fringe.intersect(new Area(new Rectangle2D.Double(150, 120, 420, 400)));
    pen.setPaint(HAIR);
    pen.fill(fringe);
  }

  private static byte[] encoded(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(QUALITY);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
