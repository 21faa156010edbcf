package io.lethe.dev.fal;

import io.lethe.dev.fal.Runners.Made;
import io.lethe.dev.fal.SimulatedRequest.Work;
import java.awt.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Makes the video from the very bytes that were sent: a slow pan and zoom over the photo with the
 * prompt as a caption, 24 frames a second, H.264 that every player and browser takes. A clip keeps
 * its own movement.
 */
final class Studio implements Runners.Rendition {
  private static final int FPS = 24;
  private static final int LONG_SIDE = 1280;
  private static final int SHORT_SIDE = 720;

  /** Kling's limits for a start image. */
  private static final int SMALLEST_SIDE = 300;

  private static final double STEEPEST_RATIO = 2.5;
  private static final long LARGEST_PHOTO = 10L << 20;

  private final Ffmpeg ffmpeg;
  private final RequestFolder folder;
  private final LiveKnobs knobs;

  Studio(Ffmpeg ffmpeg, RequestFolder folder, LiveKnobs knobs) {
    this.ffmpeg = ffmpeg;
    this.folder = folder;
    this.knobs = knobs;
  }

  @Override
  public Made of(SimulatedRequest request, Work work) throws InterruptedException, NotRendered {
    if (work.destined() == SimulatedFailure.CONTENT_POLICY) {
      throw new NotRendered("content_policy_violation", "Refused: " + work.caption());
    }
    if (work.destined() == SimulatedFailure.MODEL_FAILURE) {
      throw new NotRendered("internal_server_error", "The model broke down");
    }
    if (work.destined() == SimulatedFailure.NO_VIDEO_URL) {
      return new Made("", 0);
    }
    try {
      Path source = folder.source(request.id());
      Dimension photo = work.clip() ? new Dimension(LONG_SIDE, SHORT_SIDE) : measured(source);
      String name = UUID.randomUUID().toString();
      if (knobs.now().renderNothing()) {
        Files.copy(tiny(), folder.video(name));
      } else {
        render(source, work, photo, name);
      }
      return new Made(name, Files.size(folder.video(name)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void render(Path source, Work work, Dimension photo, String name)
      throws IOException, InterruptedException, NotRendered {
    boolean upright = photo.height > photo.width;
    int width = upright ? SHORT_SIDE : LONG_SIDE;
    int height = upright ? LONG_SIDE : SHORT_SIDE;
    Path caption = folder.work(name + ".png");
    Path film = folder.work(name + ".mp4");
    try {
      ImageIO.write(Caption.strip(work.caption(), width, height), "png", caption.toFile());
      String seconds = Integer.toString(work.seconds());
      List<String> arguments = new ArrayList<>(List.of("-loglevel", "error"));
      arguments.addAll(List.of("-i", source.toString(), "-i", caption.toString()));
      arguments.addAll(List.of("-filter_complex", scenes(work, width, height)));
      arguments.addAll(List.of("-t", seconds, "-an", "-map_metadata", "-1"));
      arguments.addAll(List.of("-c:v", "libx264", "-preset", "superfast", "-crf", "24"));
      arguments.addAll(List.of("-pix_fmt", "yuv420p", "-movflags", "+faststart"));
      arguments.add(film.toString());
      filmed(arguments);
      Files.move(film, folder.video(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(caption);
      Files.deleteIfExists(film);
    }
  }

  private void filmed(List<String> arguments) throws InterruptedException, NotRendered {
    try {
      ffmpeg.run(arguments);
    } catch (IOException undecodable) {
      throw new NotRendered("image_load_error", "Failed to load the image");
    }
  }

  /**
   * The photo half as large again as the frame, so that the zoom moves smoothly and stays sharp.
   */
  private static String scenes(Work work, int width, int height) {
    int frames = work.seconds() * FPS;
    double scale = work.clip() ? 1 : 1.5;
    int wide = (int) (width * scale);
    int high = (int) (height * scale);
    String fill =
        "[0:v]scale=%d:%d:force_original_aspect_ratio=increase,crop=%d:%d,setsar=1"
            .formatted(wide, high, wide, high);
    String move =
        work.clip()
            ? ",fps=" + FPS
            : String.format(
                Locale.ROOT,
                ",zoompan=z='1+0.25*on/%d':x='(iw-iw/zoom)*(0.3+0.4*on/%d)':y='(ih-ih/zoom)/2'"
                    + ":d=%d:s=%dx%d:fps=%d",
                frames,
                frames,
                frames,
                width,
                height,
                FPS);
    return fill + move + "[scene];[scene][1:v]overlay=0:0";
  }

  /** The photo's size as its header has it, if it is one that Kling takes. */
  private static Dimension measured(Path source) throws IOException, NotRendered {
    if (Files.size(source) > LARGEST_PHOTO) {
      throw new NotRendered("file_too_large", "File size exceeds the maximum allowed size");
    }
    Dimension size = header(source);
    int shorter = Math.min(size.width, size.height);
    int longer = Math.max(size.width, size.height);
    if (shorter < SMALLEST_SIDE) {
      throw new NotRendered("image_too_small", "Image dimensions are too small");
    }
    if (longer > shorter * STEEPEST_RATIO) {
      throw new NotRendered("partner_validation_failed", "Image aspect ratio is out of range");
    }
    return size;
  }

  private static Dimension header(Path source) throws IOException, NotRendered {
    try (ImageInputStream in = ImageIO.createImageInputStream(source.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new NotRendered("image_load_error", "Failed to load the image");
      }
      ImageReader reader = readers.next();
      try {
        if (!List.of("jpeg", "png").contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
          throw new NotRendered("unsupported_image_format", "Unsupported image format");
        }
        reader.setInput(in);
        return new Dimension(reader.getWidth(0), reader.getHeight(0));
      } catch (IOException | RuntimeException truncated) {
        throw new NotRendered("image_load_error", "Failed to load the image");
      } finally {
        reader.dispose();
      }
    }
  }

  /** The video that stands for all when nothing is to be rendered; made once. */
  private synchronized Path tiny() throws IOException, InterruptedException {
    Path tiny = folder.work("tiny.mp4");
    if (!Files.exists(tiny)) {
      Path partial = folder.work("tiny.partial.mp4");
      ffmpeg.run(
          List.of(
              "-loglevel",
              "error",
              "-f",
              "lavfi",
              "-i",
              "testsrc2=size=320x180:rate=24:duration=1",
              "-c:v",
              "libx264",
              "-preset",
              "superfast",
              "-pix_fmt",
              "yuv420p",
              "-movflags",
              "+faststart",
              partial.toString()));
      Files.move(partial, tiny, StandardCopyOption.ATOMIC_MOVE);
    }
    return tiny;
  }
}
