package io.lethe.dev.client;

import io.lethe.dev.ExplainedFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files to upload, each to the role that it fits: those that are meant for a role to that one,
 * of the others a clip where a clip is wanted, pictures elsewhere, in the order given.
 *
 * @param meant by the name of the role, such as {@code tail}; an order has to name these roles
 */
public record Uploads(List<Photo> files, Map<String, Photo> meant) {
  public Uploads {
    files = List.copyOf(files);
    meant = new LinkedHashMap<>(meant);
  }

  public Uploads(List<Photo> files) {
    this(files, Map.of());
  }

  /** Whether a clip is all there is, beside what is meant for a role. */
  public boolean isOneClip() {
    return files.size() == 1 && files.get(0).isClip();
  }

  /**
   * @param number how many of its kind were taken before that were not meant for a role
   * @throws ExplainedFailure if there is none left
   */
  Photo next(String role, int number) {
    boolean clip = role.equals("clip");
    return Optional.ofNullable(meant.get(role))
        .or(() -> files.stream().filter(file -> file.isClip() == clip).skip(number).findFirst())
        .orElseThrow(
            () ->
                new ExplainedFailure(
                    "The model needs %s for '%s' too: name its file as well."
                        .formatted(clip ? "a clip" : "a picture", role)));
  }

  boolean isMeant(String role) {
    return meant.containsKey(role);
  }
}
