package io.lethe.workers.video;

import io.lethe.storage.upload.ScannedPhoto;
import io.lethe.storage.upload.UploadFault;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * Turns a photo's bytes into pixels, with the JDK's and TwelveMonkeys' readers. Colours come out as
 * they are stored; what they mean is in the picture's colour model.
 *
 * <p>Memory: the raster takes {@value #RASTER_BYTES} bytes at most, and readers hold it twice at
 * their worst. A larger photo is decoded with only every second (third, ...) pixel of every second
 * row kept; 25 megapixels, what phones take by default, still come whole. A progressive JPEG takes
 * six bytes per stored pixel at worst besides, outside the Java heap: 300 MB for 50 megapixels.
 */
final class PhotoDecoder {
  static final int RASTER_BYTES = 75_000_000;

  /** Readers turn CMYK into RGB themselves, holding the picture in several forms meanwhile. */
  private static final int BYTES_PER_CMYK_PIXEL = 12;

  /**
   * Decodes the whole of it.
   *
   * @throws UnusablePhoto if the decoder gives up, or fills in for missing data
   * @throws IOException only from the channel itself
   */
  BufferedImage decode(ChannelImageInput input, ScannedPhoto photo)
      throws UnusablePhoto, IOException {
    try {
      input.seek(0);
      return read(input, photo);
    } catch (IOException | RuntimeException | AssertionError broken) {
      // Readers throw all of these for broken data, and their messages may quote it.
      input.rethrowFailure();
      throw new UnusablePhoto(UploadFault.DAMAGED);
    }
  }

  private static BufferedImage read(ImageInputStream input, ScannedPhoto photo)
      throws UnusablePhoto, IOException {
    ImageReader reader = ImageIO.getImageReadersByMIMEType(photo.format().mediaType()).next();
    try {
      DataLoss loss = new DataLoss();
      reader.addIIOReadWarningListener(loss);
      reader.setInput(input, false, true);
      if (reader.getWidth(0) != photo.width() || reader.getHeight(0) != photo.height()) {
        throw new IIOException("the scan and the decoder disagree");
      }
      BufferedImage picture = reader.read(0, howTo(reader, photo));
      if (loss.found()) {
        throw new UnusablePhoto(UploadFault.DAMAGED);
      }
      return picture;
    } finally {
      reader.dispose();
    }
  }

  /**
   * Asks for RGB as it is stored, since converting is cheaper once the picture is small; for
   * anything else in what the reader offers first.
   */
  private static ImageReadParam howTo(ImageReader reader, ScannedPhoto photo) throws IOException {
    ImageReadParam how = reader.getDefaultReadParam();
    ImageTypeSpecifier type = reader.getImageTypes(0).next();
    ImageTypeSpecifier stored = reader.getRawImageType(0);
    int colours = stored == null ? ColorSpace.TYPE_RGB : colours(stored);
    if (stored != null && colours == ColorSpace.TYPE_RGB) {
      type = stored;
      how.setDestinationType(stored);
    }
    int pixel = colours == ColorSpace.TYPE_CMYK ? BYTES_PER_CMYK_PIXEL : bytesPerPixel(type);
    int step = step(pixel, photo);
    how.setSourceSubsampling(step, step, 0, 0);
    return how;
  }

  private static int colours(ImageTypeSpecifier type) {
    return type.getColorModel().getColorSpace().getType();
  }

  private static int bytesPerPixel(ImageTypeSpecifier type) {
    int bits = 0;
    for (int band = 0; band < type.getNumBands(); band++) {
      bits += type.getBitsPerBand(band);
    }
    return Math.max(1, bits / 8);
  }

  private static int step(long bytesPerPixel, ScannedPhoto photo) {
    int step = 1;
    while (bytesPerPixel * kept(photo.width(), step) * kept(photo.height(), step) > RASTER_BYTES) {
      step++;
    }
    return step;
  }

  private static long kept(int side, int step) {
    return (side + step - 1) / step;
  }
}
