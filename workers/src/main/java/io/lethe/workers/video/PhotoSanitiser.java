package io.lethe.workers.video;

import io.lethe.storage.upload.PhotoFormat;
import io.lethe.storage.upload.ScannedPhoto;
import io.lethe.storage.upload.UploadLimits;
import io.lethe.storage.upload.UploadRefused;
import io.lethe.storage.upload.UploadScan;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a photo fit to leave the building. It is scanned again, decoded for real, turned upright,
 * made opaque on white, shrunk, and drawn anew as a plain 8 bit sRGB JPEG. Only pixels pass from
 * one file to the other, so whatever else was in it (EXIF, GPS, XMP, IPTC, comments, profiles,
 * thumbnails, what follows the picture) cannot.
 *
 * <p>Guarantees about the output: its longer side is {@value #LONGEST_SIDE} pixels at most, its
 * shorter side is no less than the limits ask and its ratio no worse, it is far below the 10 MB
 * that Kling takes. Nothing is written to disk.
 *
 * <p>Memory: a heap of 256 MB is enough for the largest photo; what makes it up is told at {@link
 * PhotoDecoder}. Safe for use by many threads, each of which needs that much. The time it takes is
 * about a second for a phone's photo, and up to ten for a large transparent WebP.
 */
public final class PhotoSanitiser {
  /**
   * The models render 1080p, 1920 pixels on the longer side: more could not be seen in the video,
   * and every pixel is one more that travels.
   */
  static final int LONGEST_SIDE = 2048;

  private static final float QUALITY = 0.92f;
  private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);

  static {
    // Whatever some plug-in does behind our back must not spill into the temp folder.
    ImageIO.setUseCache(false);
  }

  private final UploadLimits limits;
  private final PhotoDecoder decoder = new PhotoDecoder();

  /**
   * @param limits what a photo must keep to; the same that were asked of the upload
   */
  public PhotoSanitiser(UploadLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads the photo from the channel's start and writes the sanitised one; closes neither. Nothing
   * is written unless the whole photo could be decoded.
   *
   * @throws UnusablePhoto if it can't be decoded whole or breaks a limit
   * @throws IOException only from the channel or the output themselves
   */
  public SanitisedPhoto sanitise(SeekableByteChannel in, OutputStream out)
      throws UnusablePhoto, IOException {
    ChannelImageInput input = new ChannelImageInput(in);
    ScannedPhoto photo = scan(input);
    EmbeddedHints hints = EmbeddedHints.in(input, photo.format());
    BufferedImage picture = hints.orientation().applyTo(drawn(input, photo, hints));
    ByteArrayOutputStream jpeg = encode(picture);
    jpeg.writeTo(out);
    return new SanitisedPhoto(picture.getWidth(), picture.getHeight(), jpeg.size());
  }

  private ScannedPhoto scan(ChannelImageInput input) throws UnusablePhoto, IOException {
    UploadScan scan = new UploadScan(null, limits);
    try {
      scan.watch(input.fromStart()).transferTo(OutputStream.nullOutputStream());
      return scan.finish();
    } catch (UploadRefused refused) {
      throw new UnusablePhoto(refused.fault());
    }
  }

  private BufferedImage drawn(ChannelImageInput input, ScannedPhoto photo, EmbeddedHints hints)
      throws UnusablePhoto, IOException {
    BufferedImage decoded = decoder.decode(input, photo);
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(photo.width(), photo.height()));
    BufferedImage small =
        Shrink.to(
            side(photo.width(), scale, decoded.getWidth()),
            side(photo.height(), scale, decoded.getHeight()),
            decoded);
    ICC_Profile colours = hints.colours();
    toSrgb(small, colours == null ? coloursOf(decoded) : colours);
    return small;
  }

  /** Rounded up: rounding down the shorter side could make the ratio worse than a model takes. */
  private static int side(int stored, double scale, int decoded) {
    return Math.min((int) Math.ceil(stored * scale - 1e-6), decoded);
  }

  /** Grey was copied to the three colours as it is, which is what sRGB means by grey. */
  private static ICC_Profile coloursOf(BufferedImage decoded) {
    return decoded.getColorModel().getColorSpace() instanceof ICC_ColorSpace colours
            && colours.getType() == ColorSpace.TYPE_RGB
        ? colours.getProfile()
        : SRGB;
  }

  /** In place. A profile that can't be used is as good as none: its colours are taken as sRGB. */
  private static void toSrgb(BufferedImage picture, ICC_Profile colours) {
    if (colours.equals(SRGB)) {
      return;
    }
    try {
      new ColorConvertOp(new ICC_Profile[] {colours, SRGB}, null)
          .filter(picture.getRaster(), picture.getRaster());
    } catch (CMMException | IllegalArgumentException unusable) {
      return;
    }
  }

  private static ByteArrayOutputStream encode(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByMIMEType(PhotoFormat.JPEG.mediaType()).next();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return jpeg;
  }
}
