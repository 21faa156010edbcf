package io.lethe.workers.video;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.png.PngProcessingException;
import com.drew.imaging.riff.RiffHandler;
import com.drew.imaging.riff.RiffProcessingException;
import com.drew.imaging.riff.RiffReader;
import com.drew.lang.StreamReader;
import io.lethe.storage.upload.PhotoFormat;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The two things in a photo's metadata that decide how its pixels look, and that ImageIO leaves
 * out: which way up it is, and, in a PNG, what its colours mean. Nothing else of the metadata is
 * interpreted: no maker notes, no XML.
 *
 * <p>Call it for a file whose structure was found sound: then nothing here takes more memory than
 * the file has bytes, besides the megabyte that a colour profile may unpack to.
 *
 * @param colours of a PNG; null where sRGB, or where the decoder itself sees to it
 */
record EmbeddedHints(Orientation orientation, @Nullable ICC_Profile colours) {
  private static final int LARGEST_PROFILE = 1 << 20;
  private static final byte[] EXIF_PREFIX = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final EmbeddedHints NONE = new EmbeddedHints(Orientation.UPRIGHT, null);

  /**
   * Metadata that make no sense are as good as none: that is no reason to refuse a sound picture.
   *
   * @throws IOException only from the channel itself
   */
  static EmbeddedHints in(ChannelImageInput file, PhotoFormat format) throws IOException {
    try {
      StreamReader reader = new StreamReader(file.fromStart());
      return switch (format) {
        case JPEG -> inJpeg(reader);
        case PNG -> inPng(reader);
        case WEBP -> inWebp(reader);
      };
    } catch (IOException | ImageProcessingException | RuntimeException broken) {
      file.rethrowFailure();
      return NONE;
    }
  }

  private static EmbeddedHints inJpeg(StreamReader reader)
      throws JpegProcessingException, IOException {
    Set<JpegSegmentType> wanted = Set.of(JpegSegmentType.APP1);
    for (byte[] segment :
        JpegSegmentReader.readSegments(reader, wanted).getSegments(JpegSegmentType.APP1)) {
      if (isExif(segment)) {
        return turned(segment);
      }
    }
    return NONE;
  }

  private static EmbeddedHints inPng(StreamReader reader)
      throws PngProcessingException, IOException {
    Orientation orientation = Orientation.UPRIGHT;
    ICC_Profile colours = null;
    Set<PngChunkType> wanted = Set.of(PngChunkType.eXIf, PngChunkType.iCCP);
    for (PngChunk chunk : new PngChunkReader().extract(reader, wanted)) {
      if (chunk.getType().equals(PngChunkType.iCCP)) {
        colours = profile(chunk.getBytes());
      } else {
        orientation = Orientation.of(chunk.getBytes());
      }
    }
    return new EmbeddedHints(orientation, colours);
  }

  private static EmbeddedHints inWebp(StreamReader reader)
      throws RiffProcessingException, IOException {
    ExifChunk exif = new ExifChunk();
    new RiffReader().processRiff(reader, exif);
    return turned(exif.content);
  }

  private static EmbeddedHints turned(byte[] exif) {
    byte[] tiff = isExif(exif) ? Arrays.copyOfRange(exif, EXIF_PREFIX.length, exif.length) : exif;
    return new EmbeddedHints(Orientation.of(tiff), null);
  }

  private static boolean isExif(byte[] block) {
    return block.length >= EXIF_PREFIX.length
        && Arrays.equals(block, 0, EXIF_PREFIX.length, EXIF_PREFIX, 0, EXIF_PREFIX.length);
  }

  /** An iCCP chunk: a name, a zero, the method (zero), the packed profile. */
  private static @Nullable ICC_Profile profile(byte[] chunk) {
    int name = 0;
    while (name < chunk.length && chunk[name] != 0) {
      name++;
    }
    int packed = Math.min(name + 2, chunk.length);
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(chunk, packed, chunk.length - packed))) {
      ICC_Profile profile = ICC_Profile.getInstance(in.readNBytes(LARGEST_PROFILE));
      return profile.getColorSpaceType() == ColorSpace.TYPE_RGB ? profile : null;
    } catch (IOException | IllegalArgumentException broken) {
      return null;
    }
  }

  private static final class ExifChunk implements RiffHandler {
    private byte[] content = {};

    @Override
    public boolean shouldAcceptRiffIdentifier(String identifier) {
      return identifier.equals("WEBP");
    }

    @Override
    public boolean shouldAcceptChunk(String type) {
      return type.equals("EXIF");
    }

    @Override
    public boolean shouldAcceptList(String type) {
      return false;
    }

    @Override
    public void processChunk(String type, byte[] bytes) {
      content = bytes;
    }

    @Override
    public void addError(String message) {}
  }
}
