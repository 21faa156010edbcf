package io.lethe.storage.upload;

import java.util.Locale;
import java.util.Optional;

/**
 * The formats a clip may come in: one family of boxes under two names. What else there is would
 * have to be encoded anew, for which plain bytes would have to lie on a disk.
 */
public enum ClipFormat {
  MP4("video/mp4"),
  MOV("video/quicktime");

  private final String mediaType;

  ClipFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The format a {@code Content-Type} names; empty for anything else: the caller answers 415. */
  public static Optional<ClipFormat> ofMediaType(String contentType) {
    String bare = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    for (ClipFormat format : values()) {
      if (format.mediaType.equals(bare)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
