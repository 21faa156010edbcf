package io.lethe.dev.fal.queue;

import java.util.Base64;
import java.util.Optional;

/** A file that stands in the text itself (RFC 2397, in base64). */
record DataUri(String contentType, byte[] bytes) {
  private static final String SCHEME = "data:";
  private static final String MARK = ";base64,";

  /** Empty where the text is none. */
  static Optional<DataUri> read(String text) {
    int mark = text.indexOf(MARK);
    if (!text.startsWith(SCHEME) || mark < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DataUri(
              text.substring(SCHEME.length(), mark),
              Base64.getDecoder().decode(text.substring(mark + MARK.length()))));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
