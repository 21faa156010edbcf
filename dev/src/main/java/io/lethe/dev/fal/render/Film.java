package io.lethe.dev.fal.render;

import io.lethe.dev.fal.queue.RequestFolder;
import io.lethe.dev.fal.queue.SimulatedRequest.Work;
import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.ImageIO;

/**
 * A slow pan and zoom over the photo with the prompt as a caption, 24 frames a second, H.264 that
 * every player and browser takes. A clip keeps its own movement; photos that came with it are shown
 * along its left side, in their order.
 */
final class Film {
  private static final int FPS = 24;
  private static final int LONG_SIDE = 1280;
  private static final int SHORT_SIDE = 720;

  private final Ffmpeg ffmpeg;
  private final RequestFolder folder;

  Film(Ffmpeg ffmpeg, RequestFolder folder) {
    this.ffmpeg = ffmpeg;
    this.folder = folder;
  }

  /**
   * Makes it.
   *
   * @param files the one that is set in motion first
   * @param size of that one
   * @param name under which it is put into the folder
   */
  void shoot(Work work, List<Path> files, Dimension size, String name)
      throws IOException, InterruptedException, NotRendered {
    boolean upright = size.height > size.width;
    int width = upright ? SHORT_SIDE : LONG_SIDE;
    int height = upright ? LONG_SIDE : SHORT_SIDE;
    boolean clip = work.inputs().get(0).isClip();
    Path caption = folder.work(name + ".png");
    Path film = folder.work(name + ".mp4");
    try {
      ImageIO.write(Caption.strip(work.caption(), width, height), "png", caption.toFile());
      List<String> arguments = new ArrayList<>(List.of("-loglevel", "error"));
      arguments.addAll(List.of("-i", files.get(0).toString(), "-i", caption.toString()));
      String scenes = clip ? movement(width, height) : pan(work.seconds(), width, height);
      List<Path> beside = clip ? files.subList(1, files.size()) : List.of();
      beside.forEach(photo -> arguments.addAll(List.of("-i", photo.toString())));
      arguments.addAll(
          List.of(
              "-filter_complex",
              scenes + "[scene];[scene][1:v]overlay=0:0" + column(beside.size())));
      if (!clip) {
        arguments.addAll(List.of("-t", Integer.toString(work.seconds())));
      }
      arguments.addAll(List.of("-an", "-map_metadata", "-1"));
      arguments.addAll(List.of("-c:v", "libx264", "-preset", "superfast", "-crf", "24"));
      arguments.addAll(List.of("-pix_fmt", "yuv420p", "-movflags", "+faststart"));
      arguments.add(film.toString());
      develop(arguments, work.inputs().get(0).field());
      Files.move(film, folder.video(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(caption);
      Files.deleteIfExists(film);
    }
  }

  private void develop(List<String> arguments, String field)
      throws InterruptedException, NotRendered {
    try {
      ffmpeg.run(arguments);
    } catch (IOException undecodable) {
      throw Inspection.unloadable(field);
    }
  }

  /** So many photos, which follow the scene and its caption, below one another. */
  private static String column(int photos) {
    StringBuilder filters = new StringBuilder();
    for (int i = 0; i < photos; i++) {
      filters.append(
          String.format(
              Locale.ROOT,
              "[under%d];[%d:v]scale=144:144:force_original_aspect_ratio=decrease[photo%d];"
                  + "[under%d][photo%d]overlay=24:%d",
              i,
              i + 2,
              i,
              i,
              i,
              24 + i * 160));
    }
    return filters.toString();
  }

  private static String movement(int width, int height) {
    return filled(width, height) + ",fps=" + FPS;
  }

  /**
   * The photo half as large again as the frame, so that the zoom moves smoothly and stays sharp.
   */
  private static String pan(int seconds, int width, int height) {
    int frames = seconds * FPS;
    return filled(width * 3 / 2, height * 3 / 2)
        + String.format(
            Locale.ROOT,
            ",zoompan=z='1+0.25*on/%d':x='(iw-iw/zoom)*(0.3+0.4*on/%d)':y='(ih-ih/zoom)/2'"
                + ":d=%d:s=%dx%d:fps=%d",
            frames,
            frames,
            frames,
            width,
            height,
            FPS);
  }

  private static String filled(int width, int height) {
    return "[0:v]scale=%d:%d:force_original_aspect_ratio=increase,crop=%d:%d,setsar=1"
        .formatted(width, height, width, height);
  }

  /** A small JPEG of a photo, or of a clip's first frame. */
  byte[] thumbnail(Path source) throws IOException, InterruptedException {
    Path small = folder.work(UUID.randomUUID() + ".jpg");
    try {
      ffmpeg.run(
          List.of(
              "-loglevel",
              "error",
              "-i",
              source.toString(),
              "-frames:v",
              "1",
              "-vf",
              "scale=-2:160",
              small.toString()));
      return Files.readAllBytes(small);
    } catch (IOException undecodable) {
      return new byte[0];
    } finally {
      Files.deleteIfExists(small);
    }
  }

  /** The video that stands for all when nothing is to be rendered; made once. */
  synchronized Path tiny() throws IOException, InterruptedException {
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
