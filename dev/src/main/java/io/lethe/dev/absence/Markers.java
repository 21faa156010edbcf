package io.lethe.dev.absence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * All that was planted and is therefore searched for: words, and slices of files. It grows during a
 * run, because what is sent and what comes back is known only then.
 */
final class Markers {
  /** Long enough never to occur by chance, short enough to survive being cut in two. */
  static final int SLICE = 24;

  /** Evenly over the encoded picture; each part of a file is as telling as another. */
  private static final int SLICES = 8;

  /** A slice of fewer different bytes could stand in any file. */
  private static final int VARIETY = 14;

  private final Map<String, List<Needle>> planted = new LinkedHashMap<>();
  private final Random random;

  Markers(Random random) {
    this.random = random;
  }

  /** Letters and digits that exist nowhere else. */
  String unique() {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      word.append("bcdfghjkmnpqrstvwxz23456789".charAt(random.nextInt(27)));
    }
    return word.toString();
  }

  /** Six groups of hexadecimal digits that exist nowhere else. */
  String hexadecimal() {
    return "%012x%012x".formatted(random.nextLong() >>> 16, random.nextLong() >>> 16 | 1L << 47);
  }

  /** Plants words that are searched for as they are alone. */
  String exactly(String marker, String text) {
    put(marker, forms(marker, text));
    return text;
  }

  /**
   * Plants words: they are searched for whole and, in case something cut or bent the rest, by the
   * unique part of them.
   *
   * @param around the words with {@code %s} where the unique part goes
   */
  String words(String marker, String around) {
    String unique = unique();
    String text = around.formatted(unique);
    List<Needle> needles = new ArrayList<>(forms(marker, text));
    if (!text.equals(unique)) {
      needles.addAll(forms(marker, unique));
    }
    put(marker, needles);
    return text;
  }

  private static List<Needle> forms(String marker, String text) {
    List<Needle> needles = new ArrayList<>();
    for (Encoding encoding : Encoding.values()) {
      encoding.of(text).forEach(form -> needles.add(new Needle(marker, encoding, form)));
    }
    return needles;
  }

  /** Plants the bytes of a picture or a video; false if they are known already. */
  synchronized boolean file(String marker, byte[] bytes) {
    if (planted.containsKey(marker)) {
      return false;
    }
    List<Needle> needles = new ArrayList<>();
    for (int i = 0; i < SLICES; i++) {
      int from = bytes.length / 4 + (bytes.length * 7 / 10) * i / SLICES;
      byte[] slice = telling(bytes, from);
      for (Encoding encoding : Encoding.values()) {
        encoding.of(slice).forEach(form -> needles.add(new Needle(marker, encoding, form)));
      }
    }
    put(marker, needles);
    return true;
  }

  private static byte[] telling(byte[] bytes, int from) {
    for (int at = from; at + SLICE <= bytes.length; at++) {
      byte[] slice = Arrays.copyOfRange(bytes, at, at + SLICE);
      if (variety(slice) >= VARIETY) {
        return slice;
      }
    }
    throw new IllegalArgumentException("no slice of the file is unlike other files");
  }

  private static long variety(byte[] slice) {
    boolean[] seen = new boolean[256];
    int different = 0;
    for (byte b : slice) {
      if (!seen[b & 0xFF]) {
        seen[b & 0xFF] = true;
        different++;
      }
    }
    return different;
  }

  private synchronized void put(String marker, List<Needle> needles) {
    // The same kind of value is planted more than once in a run.
    planted.computeIfAbsent(marker, none -> new ArrayList<>()).addAll(needles);
  }

  /** What was planted, in words. */
  synchronized List<String> names() {
    return List.copyOf(planted.keySet());
  }

  synchronized List<Needle> needles() {
    return planted.values().stream().flatMap(Collection::stream).toList();
  }

  /** The needles of some markers only. */
  synchronized List<Needle> needlesBut(Collection<String> left) {
    return planted.entrySet().stream()
        .filter(entry -> !left.contains(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }
}
