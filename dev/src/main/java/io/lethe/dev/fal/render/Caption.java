package io.lethe.dev.fal.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The prompt as a strip to lay over a video: drawn here, because ffmpeg would have to be told of a
 * font file.
 */
final class Caption {
  private static final Logger LOG = LoggerFactory.getLogger(Caption.class);
  private static final int MOST_LINES = 3;

  private Caption() {}

  /**
   * A transparent image of the given size with the text at its foot; empty on a machine without any
   * font.
   */
  static BufferedImage strip(String text, int width, int height) {
    BufferedImage strip = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = strip.createGraphics();
    try {
      write(text, pen, width, height);
    } catch (RuntimeException | InternalError | LinkageError noFonts) {
      LOG.warn("This machine has no font to draw with, so the video has no caption");
      return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    } finally {
      pen.dispose();
    }
    return strip;
  }

  private static void write(String text, Graphics2D pen, int width, int height) {
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
    FontMetrics metrics = pen.getFontMetrics();
    List<String> lines = lines(text, metrics, width - 80);
    int block = lines.size() * metrics.getHeight() + 24;
    pen.setColor(new Color(0, 0, 0, 140));
    pen.fillRect(0, height - block, width, block);
    pen.setColor(Color.WHITE);
    int baseline = height - block + 12 + metrics.getAscent();
    for (String line : lines) {
      pen.drawString(line, (width - metrics.stringWidth(line)) / 2, baseline);
      baseline += metrics.getHeight();
    }
  }

  private static List<String> lines(String text, FontMetrics metrics, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && metrics.stringWidth(longer) > width) {
        if (lines.size() == MOST_LINES - 1) {
          lines.add(line + " ...");
          return lines;
        }
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }
}
