package io.lethe.dev.client;

import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A picture or a clip to upload.
 *
 * @param mediaType by its first bytes, whatever its name says
 */
public record Photo(byte[] bytes, String mediaType) {

  /**
   * Reads a file.
   *
   * @throws ExplainedFailure if it is missing or is of no kind that can be uploaded
   */
  public static Photo of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ExplainedFailure("There is no file %s.".formatted(file));
    }
    try {
      return of(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new ExplainedFailure("%s can't be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * @param name what to call it in a message
   * @throws ExplainedFailure if it is of no kind that can be uploaded
   */
  public static Photo of(byte[] bytes, String name) {
    if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return new Photo(bytes, "image/jpeg");
    } else if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return new Photo(bytes, "image/png");
    } else if (bytes.length > 12
        && new String(bytes, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF")
        && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
      return new Photo(bytes, "image/webp");
    }
    if (isBox(bytes, "ftyp")) {
      boolean quickTime = startsWith(bytes, 8, 'q', 't', ' ', ' ');
      return new Photo(bytes, quickTime ? "video/quicktime" : "video/mp4");
    }
    if (isBox(bytes, "wide") || isBox(bytes, "mdat") || isBox(bytes, "moov")) {
      return new Photo(bytes, "video/quicktime");
    }
    throw new ExplainedFailure(
        "%s is neither a JPEG, PNG or WebP picture nor an MP4 or QuickTime clip.".formatted(name));
  }

  public boolean isClip() {
    return mediaType.startsWith("video/");
  }

  private static boolean isBox(byte[] bytes, String type) {
    return startsWith(bytes, 4, type.charAt(0), type.charAt(1), type.charAt(2), type.charAt(3));
  }

  private static boolean startsWith(byte[] bytes, int offset, int... expected) {
    if (bytes.length < offset + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[offset + i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return mediaType + ", " + bytes.length + " bytes";
  }
}
