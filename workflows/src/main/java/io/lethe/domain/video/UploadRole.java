package io.lethe.domain.video;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What an upload is for in a job. Written in lower case in addresses and JSON. */
public enum UploadRole {
  /** The picture that the video starts from. */
  PHOTO;

  @JsonValue
  public String pathName() {
    return name().toLowerCase(Locale.ROOT);
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
