package io.lethe.dev.client;

import io.lethe.dev.ExplainedFailure;
import java.util.List;

/**
 * The files to upload, each to the role that it fits: a clip where a clip is wanted, pictures
 * elsewhere, in the order given.
 */
public record Uploads(List<Photo> files) {
  public Uploads {
    files = List.copyOf(files);
  }

  /** Whether a clip is all there is. */
  public boolean isOneClip() {
    return files.size() == 1 && files.get(0).isClip();
  }

  /**
   * @param number how many of its kind were asked for before
   * @throws ExplainedFailure if there is none left
   */
  Photo next(String role, int number) {
    boolean clip = role.equals("clip");
    return files.stream()
        .filter(file -> file.isClip() == clip)
        .skip(number)
        .findFirst()
        .orElseThrow(
            () ->
                new ExplainedFailure(
                    "The model needs %s for '%s' too: name its file as well."
                        .formatted(clip ? "a clip" : "a picture", role)));
  }
}
