package io.lethe.dev.fal.render;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Checks what was sent against Kling's limits, in Kling's error types. */
final class Inspection {
  private static final int SMALLEST_SIDE = 300;
  private static final double STEEPEST_RATIO = 2.5;
  private static final long LARGEST_PHOTO = 10L << 20;

  private static final double SHORTEST_CLIP = 3;
  private static final long LARGEST_CLIP = 200L << 20;
  private static final int SMALLEST_CLIP_SIDE = 720;
  private static final int LARGEST_CLIP_SIDE = 2160;
  private static final double SLOWEST_CLIP = 23.9;
  private static final double FASTEST_CLIP = 60.1;

  private static final Pattern CONTAINER = Pattern.compile("Input #0, ([^ ]+), from");
  private static final Pattern LENGTH =
      Pattern.compile("Duration: (\\d+):(\\d+):(\\d+(?:\\.\\d+)?)");
  private static final Pattern PICTURE =
      Pattern.compile("Video: .*?, (\\d{2,5})x(\\d{2,5})[, ].*?([0-9.]+) fps");

  private final Ffmpeg ffmpeg;

  Inspection(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** The photo's size as its header has it, if it is one that Kling takes. */
  Dimension photo(Path source, String field) throws IOException, NotRendered {
    require(
        Files.size(source) <= LARGEST_PHOTO,
        "file_too_large",
        "File size exceeds the maximum allowed size",
        field);
    Dimension size = header(source, field);
    int shorter = Math.min(size.width, size.height);
    int longer = Math.max(size.width, size.height);
    require(shorter >= SMALLEST_SIDE, "image_too_small", "Image dimensions are too small", field);
    require(
        longer <= shorter * STEEPEST_RATIO,
        "partner_validation_failed",
        "Image aspect ratio is out of range",
        field);
    return size;
  }

  private static Dimension header(Path source, String field) throws IOException, NotRendered {
    try (ImageInputStream in = ImageIO.createImageInputStream(source.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      require(readers.hasNext(), "image_load_error", "Failed to load the image", field);
      ImageReader reader = readers.next();
      try {
        require(
            List.of("jpeg", "png").contains(reader.getFormatName().toLowerCase(Locale.ROOT)),
            "unsupported_image_format",
            "Unsupported image format",
            field);
        reader.setInput(in);
        return new Dimension(reader.getWidth(0), reader.getHeight(0));
      } catch (IOException | RuntimeException truncated) {
        throw unloadable(field);
      } finally {
        reader.dispose();
      }
    }
  }

  static NotRendered unloadable(String field) {
    return new NotRendered("image_load_error", "Failed to load the image", field, "");
  }

  /**
   * The clip's size, if it is one that Kling takes.
   *
   * @param longest in seconds
   */
  Dimension clip(Path source, String field, double longest)
      throws IOException, InterruptedException, NotRendered {
    require(
        Files.size(source) <= LARGEST_CLIP,
        "file_too_large",
        "File size exceeds the maximum allowed size",
        field);
    String facts = facts(source, field);
    Matcher container = CONTAINER.matcher(facts);
    require(
        container.find() && container.group(1).contains("mp4"),
        "unsupported_video_format",
        "Unsupported video format",
        field);
    double length = length(facts);
    require(length >= SHORTEST_CLIP, "video_duration_too_short", "Video is too short", field);
    require(length <= longest, "video_duration_too_long", "Video is too long", field);
    Matcher picture = PICTURE.matcher(facts);
    require(picture.find(), "unsupported_video_format", "No video in it", field);
    Dimension size =
        new Dimension(Integer.parseInt(picture.group(1)), Integer.parseInt(picture.group(2)));
    double speed = Double.parseDouble(picture.group(3));
    require(
        Math.min(size.width, size.height) >= SMALLEST_CLIP_SIDE
            && Math.max(size.width, size.height) <= LARGEST_CLIP_SIDE,
        "partner_validation_failed",
        "Video dimensions are out of range",
        field);
    require(
        speed >= SLOWEST_CLIP && speed <= FASTEST_CLIP,
        "partner_validation_failed",
        "Video frame rate is out of range",
        field);
    return size;
  }

  /** What ffmpeg prints about a file of which it can decode a frame. */
  private String facts(Path source, String field) throws InterruptedException, NotRendered {
    try {
      return ffmpeg.run(
          List.of("-i", source.toString(), "-map", "0:v:0", "-frames:v", "1", "-f", "null", "-"));
    } catch (IOException undecodable) {
      throw new NotRendered("unsupported_video_format", "Failed to load the video", field, "");
    }
  }

  private static double length(String facts) {
    Matcher length = LENGTH.matcher(facts);
    return length.find()
        ? Integer.parseInt(length.group(1)) * 3600
            + Integer.parseInt(length.group(2)) * 60
            + Double.parseDouble(length.group(3))
        : 0;
  }

  private static void require(boolean fine, String type, String words, String field)
      throws NotRendered {
    if (!fine) {
      throw new NotRendered(type, words, field, "");
    }
  }
}
