package io.lethe.dev.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything a development system writes, and what lies where in it. */
public record VarFolder(Path root) {

  public VarFolder {
    root = root.toAbsolutePath().normalize();
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path temporal() {
    return root.resolve("temporal");
  }

  /** The encrypted bytes of uploads and videos. */
  public Path vault() {
    return root.resolve("vault");
  }

  /** Master key, receipt key, and the key of the development identity provider. */
  public Path keys() {
    return root.resolve("keys");
  }

  /** What the simulated fal.ai was sent and made. */
  public Path simulatedFal() {
    return root.resolve("simulated-fal");
  }

  public Path logs() {
    return root.resolve("log");
  }

  /** Programs that were fetched; the one part that a reset keeps. */
  public Path tools() {
    return root.resolve("tools");
  }

  /** What the demo saved. */
  public Path demo() {
    return root.resolve("demo");
  }

  /** The system of its own in which {@code demo --prove} searches for what it planted. */
  public Path proof() {
    return root.resolve("proof");
  }

  /** What says that a system is running, and where. */
  public Path run() {
    return root.resolve("run");
  }

  /**
   * Removes what a system wrote, after ending what a killed one left running. Only folders that are
   * ours by name are touched: somebody may have pointed us at a folder that holds more.
   *
   * @param tools whether the fetched programs go, too
   */
  public void erase(boolean tools) throws IOException {
    new Leftovers(this).end();
    for (Path folder :
        List.of(postgres(), temporal(), vault(), keys(), simulatedFal(), logs(), demo(), proof())) {
      delete(folder);
    }
    if (tools) {
      delete(tools());
    }
  }

  /** Creates the folder with all its parents and returns it. */
  static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not create " + folder, e);
    }
  }

  /** Deletes a folder and all that is in it. Links are deleted, never followed. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
