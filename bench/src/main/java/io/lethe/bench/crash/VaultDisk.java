package io.lethe.bench.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The disk under the vault: a small file system in memory, where this process may mount one. To
 * strike it is to fill it to the last byte; to start it is to free it again.
 */
final class VaultDisk implements Part, AutoCloseable {
  private static final String SIZE = "64m";

  private final Path folder;
  private final boolean mounted;

  private VaultDisk(Path folder, boolean mounted) {
    this.folder = folder;
    this.mounted = mounted;
  }

  /** Mounts it if it may; a vault on an ordinary disk otherwise, which is never filled. */
  static VaultDisk at(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new VaultDisk(
        folder, run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString()));
  }

  private static boolean run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean canBeFilled() {
    return mounted;
  }

  Path vault() {
    return folder.resolve("vault");
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public void strike() {
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      byte[] block = new byte[4096];
      while (true) {
        ballast.write(block);
      }
    } catch (IOException full) {
      // That was the aim.
    }
  }

  @Override
  public void start() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void awaitAnswer() {
    // Free at once.
  }

  @Override
  public boolean isUp() {
    return !Files.exists(ballast());
  }

  @Override
  public void close() {
    if (mounted && !run("umount", "-l", folder.toString())) {
      throw new IllegalStateException("could not unmount " + folder);
    }
  }

  /** Beside the vault, not in it. */
  private Path ballast() {
    return folder.resolve("ballast");
  }
}
