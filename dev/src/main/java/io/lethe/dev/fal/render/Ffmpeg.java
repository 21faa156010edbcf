package io.lethe.dev.fal.render;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real ffmpeg: on 64-bit Linux the static one from the class path, which needs nothing of the
 * machine; elsewhere whichever {@code ffmpeg} is on the PATH.
 */
public final class Ffmpeg {
  private static final String RESOURCE = "/ws/schild/jave/nativebin/ffmpeg-amd64";

  /**
   * Far above what a render takes on a slow machine; a hung one must not block its runner for ever.
   */
  private static final long LONGEST_SECONDS = 180;

  private final String binary;
  private final Path logs;

  private Ffmpeg(String binary, Path logs) {
    this.binary = binary;
    this.logs = logs;
  }

  /**
   * Finds it.
   *
   * @param tools where the binary is unpacked, the first time only, and where it logs while it runs
   */
  public static Ffmpeg unpackedTo(Path tools) throws IOException {
    Files.createDirectories(tools);
    boolean fits =
        System.getProperty("os.name", "").equals("Linux")
            && List.of("amd64", "x86_64").contains(System.getProperty("os.arch", ""));
    if (!fits) {
      return new Ffmpeg("ffmpeg", tools);
    }
    Path target = tools.resolve("ffmpeg-4.4.1");
    if (!Files.isExecutable(target)) {
      unpack(tools, target);
    }
    return new Ffmpeg(target.toAbsolutePath().toString(), tools);
  }

  private static void unpack(Path tools, Path target) throws IOException {
    // Two starts at once each unpack a file of their own; the name appears when it is whole.
    Path partial = Files.createTempFile(tools, "ffmpeg", ".partial");
    try (InputStream packed = Ffmpeg.class.getResourceAsStream(RESOURCE)) {
      if (packed == null) {
        throw new IOException("The ffmpeg binary is not on the class path");
      }
      Files.copy(packed, partial, StandardCopyOption.REPLACE_EXISTING);
      if (!partial.toFile().setExecutable(true)) {
        throw new IOException("ffmpeg can't be made executable in " + tools);
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /**
   * Runs it to its end.
   *
   * @return what it printed
   * @throws IOException if it failed; the message holds what it printed
   */
  public String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(binary, "-nostdin", "-hide_banner", "-y"));
    command.addAll(arguments);
    Path output = Files.createTempFile(logs, "ffmpeg", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return outcome(process, output);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static String outcome(Process process, Path output)
      throws IOException, InterruptedException {
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("ffmpeg did not end within " + LONGEST_SECONDS + " s");
      }
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(output);
    if (process.exitValue() != 0) {
      throw new IOException("ffmpeg ended with " + process.exitValue() + ": " + printed);
    }
    return printed;
  }
}
