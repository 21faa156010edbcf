package io.lethe.storage.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Clips drawn, and looked at, by a real ffmpeg, which the module that uses it has to have on its
 * test path. No camera, no person.
 */
public final class DrawnClips {
  private static final String RESOURCE = "/ws/schild/jave/nativebin/ffmpeg-amd64";

  private final Path folder;
  private final Path binary;

  public DrawnClips(Path folder) {
    this.folder = folder;
    this.binary = folder.resolve("ffmpeg");
    try (InputStream packed =
        Objects.requireNonNull(DrawnClips.class.getResourceAsStream(RESOURCE))) {
      Files.copy(packed, binary);
      if (!binary.toFile().setExecutable(true)) {
        throw new IOException("not executable");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param picture the size and rate of the test picture, as {@code size=1280x720:rate=30}
   * @param seconds its length
   * @param name whose ending says the format
   * @param more arguments before the name
   */
  public byte[] draw(String picture, double seconds, String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc=" + picture + ":duration=" + seconds,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:duration=" + seconds,
                "-pix_fmt",
                "yuv420p",
                "-preset",
                "ultrafast",
                "-g",
                "30",
                "-bf",
                "2"));
    arguments.addAll(List.of(more));
    return run(name, arguments);
  }

  /** Another file made of this one. */
  public byte[] from(byte[] clip, String name, List<String> before, List<String> after) {
    List<String> arguments = new ArrayList<>(before);
    arguments.addAll(List.of("-i", written(clip, "from-" + name).toString()));
    arguments.addAll(after);
    return run(name, arguments);
  }

  /** A digest for each decoded picture, or stretch of sound, without its time. */
  public List<String> decoded(byte[] clip, String stream) {
    Path file = written(clip, "decoded.mp4");
    byte[] digests =
        run("digests.txt", List.of("-i", file.toString(), "-map", stream, "-f", "framemd5"));
    return new String(digests)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  /** What ffmpeg says of it. */
  public String described(byte[] clip) {
    return print(List.of("-i", written(clip, "described.mp4").toString()));
  }

  private Path written(byte[] clip, String name) {
    try {
      return Files.write(folder.resolve(name), clip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] run(String name, List<String> arguments) {
    Path file = folder.resolve(name);
    List<String> all = new ArrayList<>(arguments);
    all.add(file.toString());
    String printed = print(all);
    try {
      return Files.readAllBytes(file);
    } catch (IOException missing) {
      throw new AssertionError(printed, missing);
    }
  }

  private String print(List<String> arguments) {
    List<String> command =
        new ArrayList<>(List.of(binary.toString(), "-nostdin", "-hide_banner", "-y"));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes());
      process.waitFor();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
