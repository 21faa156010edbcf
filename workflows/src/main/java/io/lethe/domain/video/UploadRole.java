package io.lethe.domain.video;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * What an upload is for in a job. Written in lower case with dashes in addresses, JSON and the
 * configuration.
 */
public enum UploadRole {
  /** The picture that the video starts from, or whose person moves. */
  PHOTO,
  /** The picture that the video ends with. */
  TAIL,
  /** The clip that is worked on, or whose motion is taken over. */
  CLIP,
  /** A picture of what is to appear in the video; there may be several. */
  REFERENCE_1,
  REFERENCE_2,
  REFERENCE_3,
  REFERENCE_4;

  @JsonValue
  public String pathName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is moving pictures; else it is a still one. */
  public boolean isClip() {
    return this == CLIP;
  }

  @JsonCreator
  static UploadRole ofPathName(String text) {
    return find(text).orElseThrow(() -> new IllegalArgumentException("unknown upload role"));
  }

  /** Absent when no role has that name. */
  public static Optional<UploadRole> find(String pathName) {
    for (UploadRole role : values()) {
      if (role.pathName().equals(pathName)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
