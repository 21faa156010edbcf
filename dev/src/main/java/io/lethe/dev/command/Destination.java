package io.lethe.dev.command;

import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a video will be saved. Looked at before anything is ordered: a video that can't be saved is
 * rendered, and with the real fal.ai paid, in vain.
 */
final class Destination {
  private Destination() {}

  /**
   * Makes the folder if it is not there yet.
   *
   * @throws ExplainedFailure if no file can be written there
   */
  static Path require(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new ExplainedFailure(
          file
              + " is a folder: name the file to save the video as, such as "
              + file.resolve("video.mp4")
              + ".");
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "lethe", ".part"));
    } catch (IOException e) {
      throw new ExplainedFailure(
          "The video can't be saved as %s: nothing can be written to %s.".formatted(file, folder),
          e);
    }
    return file;
  }
}
