package io.lethe.storage.upload;

import java.util.Locale;
import java.util.Optional;

/** The formats a photo may come in: those that a plain Java worker can really decode. */
public enum PhotoFormat {
  JPEG("image/jpeg"),
  PNG("image/png"),
  WEBP("image/webp");

  private final String mediaType;

  PhotoFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * The format a {@code Content-Type} names; parameters after a semicolon do not matter. Empty for
   * anything else: the caller answers 415.
   */
  public static Optional<PhotoFormat> ofMediaType(String contentType) {
    String bare = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    for (PhotoFormat format : values()) {
      if (format.mediaType.equals(bare)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
