package io.lethe.workers.video;

import io.lethe.storage.upload.UploadFault;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Draws a picture smaller, each new pixel the mean of the old ones it covers, so that fine hair and
 * cloth do not shimmer; or in the same size. On the way it becomes opaque on white, 8 bit, three
 * colours. Colour values are taken as they are: what they mean is not this class's business.
 *
 * <p>Needs no memory besides the new picture and a few rows.
 */
final class Shrink {
  private static final int COLOURS = 3;

  private final BufferedImage picture;
  private final BufferedImage drawn;
  private final int width;
  private final int height;
  private final float[] sums;

  private Shrink(BufferedImage picture, int width, int height) {
    this.picture = picture;
    this.width = width;
    this.height = height;
    this.drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    this.sums = new float[width * COLOURS];
  }

  /**
   * The picture in this size, which must not be larger than it is.
   *
   * @throws UnusablePhoto if its pixels are neither grey nor three colours
   */
  static BufferedImage to(int width, int height, BufferedImage picture) throws UnusablePhoto {
    if (width > picture.getWidth() || height > picture.getHeight()) {
      throw new IllegalArgumentException("this only makes pictures smaller");
    }
    Shrink shrink = new Shrink(picture, width, height);
    shrink.draw();
    return shrink.drawn;
  }

  /** Each old row counts for the new row it falls into, or in parts for the two it lies across. */
  private void draw() throws UnusablePhoto {
    Rows rows = Rows.of(picture);
    float[] narrowed = new float[sums.length];
    int oldHeight = picture.getHeight();
    int done = 0;
    for (int y = 0; y < oldHeight; y++) {
      narrow(rows.read(y), picture.getWidth(), narrowed);
      double top = (double) y * height / oldHeight;
      double bottom = (double) (y + 1) * height / oldHeight;
      int within = Math.min((int) bottom, height);
      if (within == done) {
        add(narrowed, (float) (bottom - top));
      } else {
        add(narrowed, (float) (within - top));
        write(done);
        done = within;
        add(narrowed, (float) (bottom - within));
      }
    }
    if (done < height) {
      write(done);
    }
  }

  private void narrow(int[] row, int oldWidth, float[] narrowed) {
    double step = (double) oldWidth / width;
    for (int x = 0; x < width; x++) {
      double left = x * step;
      double right = Math.min(left + step, oldWidth);
      float red = 0;
      float green = 0;
      float blue = 0;
      for (int old = (int) left; old < right; old++) {
        float share = (float) ((Math.min(old + 1, right) - Math.max(old, left)) / step);
        red += row[old * COLOURS] * share;
        green += row[old * COLOURS + 1] * share;
        blue += row[old * COLOURS + 2] * share;
      }
      narrowed[x * COLOURS] = red;
      narrowed[x * COLOURS + 1] = green;
      narrowed[x * COLOURS + 2] = blue;
    }
  }

  private void add(float[] row, float share) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += row[i] * share;
    }
  }

  private void write(int y) {
    int[] pixels = new int[width];
    for (int x = 0; x < width; x++) {
      int i = x * COLOURS;
      pixels[x] = rounded(sums[i]) << 16 | rounded(sums[i + 1]) << 8 | rounded(sums[i + 2]);
    }
    drawn.getRaster().setDataElements(0, y, width, 1, pixels);
    Arrays.fill(sums, 0);
  }

  private static int rounded(float sum) {
    return Math.max(0, Math.min(255, Math.round(sum)));
  }

  /** Reads a picture row by row as red, green, blue of 8 bit, whatever it is made of. */
  private interface Rows {
    int[] read(int y);

    static Rows of(BufferedImage picture) throws UnusablePhoto {
      ColorModel model = picture.getColorModel();
      int[] row = new int[picture.getWidth() * COLOURS];
      if (model instanceof IndexColorModel) {
        return new PaletteRows(picture, new int[picture.getWidth()], row);
      }
      Raster raster = picture.getRaster();
      int bands = raster.getNumBands();
      int colours = model.hasAlpha() ? bands - 1 : bands;
      int shift = raster.getSampleModel().getSampleSize(0) - 8;
      if (shift < 0 || (colours != 1 && colours != COLOURS)) {
        throw new UnusablePhoto(UploadFault.NOT_SUPPORTED);
      }
      int[] samples = new int[picture.getWidth() * bands];
      return new SampleRows(raster, colours, shift, samples, row);
    }

    static int onWhite(int value, int alpha) {
      return (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }
  }

  private record PaletteRows(BufferedImage picture, int[] colours, int[] row) implements Rows {
    @Override
    public int[] read(int y) {
      picture.getRGB(0, y, colours.length, 1, colours, 0, colours.length);
      for (int x = 0; x < colours.length; x++) {
        int alpha = colours[x] >>> 24;
        row[x * COLOURS] = Rows.onWhite(colours[x] >> 16 & 0xFF, alpha);
        row[x * COLOURS + 1] = Rows.onWhite(colours[x] >> 8 & 0xFF, alpha);
        row[x * COLOURS + 2] = Rows.onWhite(colours[x] & 0xFF, alpha);
      }
      return row;
    }
  }

  /**
   * Grey is copied to all three colours as it is: Java's own conversion takes grey for linear light
   * and would brighten the photo.
   */
  private record SampleRows(Raster raster, int colours, int shift, int[] samples, int[] row)
      implements Rows {
    @Override
    public int[] read(int y) {
      int bands = raster.getNumBands();
      int width = raster.getWidth();
      raster.getPixels(0, y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        int opaque = bands > colours ? samples[x * bands + colours] >> shift : 255;
        for (int c = 0; c < COLOURS; c++) {
          int value = samples[x * bands + (colours == 1 ? 0 : c)] >> shift;
          row[x * COLOURS + c] = opaque == 255 ? value : Rows.onWhite(value, opaque);
        }
      }
      return row;
    }
  }
}
