package io.lethe.storage.upload;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells whether a photo is also another kind of file. Three rules, each all but impossible to meet
 * by chance in 20 MB of compressed data (together fewer than one file in ten thousand), since an
 * honest photo must not be refused:
 *
 * <ul>
 *   <li>anywhere in the file, metadata included: what a reader searches for or a careless server
 *       would act on: PDF, HTML, SVG, PHP, RAR, 7z, ELF, PE; and the three signatures of a ZIP
 *       (entry, directory, end) in that order, which let an archive, JAR or APK open;
 *   <li>at their fixed places: tar (byte 257) and ISO 9660 (byte 32769), whose readers do not mind
 *       what comes before;
 *   <li>at the start of what follows the picture, after zero padding: archives, programs and
 *       scripts. They are merely carried along there, but no camera does that.
 * </ul>
 *
 * <p>Anything else after the picture, such as the MP4 of a motion photo or a second JPEG, is fine.
 */
final class ForeignContent {
  private enum Sign {
    FOREIGN,
    ZIP_ENTRY,
    ZIP_DIRECTORY,
    ZIP_END,
    TAR,
    ISO
  }

  private static final Signatures<Sign> ANYWHERE = new Signatures<>(anywhere());

  private static final List<byte[]> AFTER_THE_PICTURE =
      List.of(
          bytes("PK\u0003\u0004"),
          bytes("\u001F\u008B\u0008"),
          bytes("BZh"),
          bytes("\u00FD7zXZ\0"),
          bytes("(\u00B5/\u00FD"),
          bytes("MZ"),
          bytes("\u00CA\u00FE\u00BA\u00BE"),
          bytes("#!"),
          bytes("!<arch>"));

  private final byte[] trailer = new byte[7];
  private int trailerLength;
  private int state = Signatures.START;
  private Sign zip = Sign.FOREIGN;
  private long seen;
  private boolean found;

  private static Map<String, Sign> anywhere() {
    Map<String, Sign> signs = new HashMap<>();
    for (String markup : List.of("html", "script", "iframe", "body", "svg", "?php", "!doctype")) {
      for (String after : List.of(" ", "\t", "\r", "\n", ">", "/")) {
        signs.put("<" + markup + after, Sign.FOREIGN);
      }
    }
    for (String program : List.of("\u004C\u0001", "\u0064\u0086", "\u0064\u00AA")) {
      signs.put("PE\0\0" + program, Sign.FOREIGN);
    }
    for (String bits : List.of("\u0001", "\u0002")) {
      signs.put("\u007FELF" + bits + "\u0001\u0001", Sign.FOREIGN);
    }
    signs.put("%PDF-1.", Sign.FOREIGN);
    signs.put("%PDF-2.", Sign.FOREIGN);
    signs.put("Rar!\u001A\u0007", Sign.FOREIGN);
    signs.put("7z\u00BC\u00AF'\u001C", Sign.FOREIGN);
    signs.put("PK\u0003\u0004", Sign.ZIP_ENTRY);
    signs.put("PK\u0001\u0002", Sign.ZIP_DIRECTORY);
    signs.put("PK\u0005\u0006", Sign.ZIP_END);
    signs.put("ustar", Sign.TAR);
    signs.put("CD001", Sign.ISO);
    return signs;
  }

  /** Takes each byte of the file, in order. */
  void accept(byte[] bytes, int from, int to) {
    int current = state;
    for (int at = from; at < to; at++) {
      if (current == Signatures.START) {
        at = ANYWHERE.beginning(bytes, at, to);
        if (at == to) {
          break;
        }
      }
      current = ANYWHERE.next(current, bytes[at]);
      if (current < 0) {
        current = ~current;
        judge(ANYWHERE.meaning(current), seen + at + 1 - from);
      }
    }
    state = current;
    seen += to - from;
  }

  /** A sign that ends before this byte of the file. */
  private void judge(Sign sign, long end) {
    switch (sign) {
      case FOREIGN -> found = true;
      case TAR -> found |= end == 257 + 5;
      case ISO -> found |= end == 32_769 + 5;
      case ZIP_ENTRY -> zip = zip == Sign.FOREIGN ? sign : zip;
      case ZIP_DIRECTORY -> zip = zip == Sign.ZIP_ENTRY ? sign : zip;
      case ZIP_END -> found |= zip == Sign.ZIP_DIRECTORY;
    }
  }

  /** Takes the bytes that follow the picture, besides {@link #accept}. */
  void acceptTrailer(byte[] bytes, int from, int to) {
    for (int at = from; at < to && trailerLength < trailer.length; at++) {
      if (trailerLength > 0 || bytes[at] != 0) {
        trailer[trailerLength++] = bytes[at];
        found |= startsLikeAFile();
      }
    }
  }

  private boolean startsLikeAFile() {
    for (byte[] start : AFTER_THE_PICTURE) {
      if (start.length <= trailerLength && startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private boolean startsWith(byte[] start) {
    for (int i = 0; i < start.length; i++) {
      if (trailer[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  boolean found() {
    return found;
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
