package io.lethe.dev.absence;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Looks for thousands of byte sequences in one pass (Aho and Corasick, 1975), over streams of any
 * length in constant memory. The published libraries for it search text, not bytes.
 */
final class ByteSearch {
  private static final int BUFFER = 1 << 16;
  private static final int ALPHABET = 256;

  /** For each state and byte the next state; times 256, so that a step is one addition. */
  private int[] next = new int[ALPHABET * 1024];

  /** For each state the needles that end there. */
  private final List<List<Needle>> ends = new ArrayList<>();

  private final List<Needle> needles;

  ByteSearch(List<Needle> needles) {
    this.needles = List.copyOf(needles);
    ends.add(List.of());
    needles.forEach(this::add);
    link();
  }

  /** What was found, once for each needle, and how much was read. */
  record Result(List<Needle> found, long bytes) {}

  /** How many sequences it looks for. */
  int size() {
    return needles.size();
  }

  Result in(InputStream stream) throws IOException {
    byte[] buffer = new byte[BUFFER];
    List<Needle> found = new ArrayList<>();
    int[] table = next;
    long bytes = 0;
    int state = 0;
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      for (int i = 0; i < read; i++) {
        state = table[state + (buffer[i] & 0xFF)];
        if (state < 0) {
          // A state where needles end is marked by its sign: the common step has no second look-up.
          state = ~state;
          found.addAll(ends.get(state / ALPHABET));
        }
      }
      bytes += read;
    }
    return new Result(found.stream().distinct().toList(), bytes);
  }

  private void add(Needle needle) {
    int state = 0;
    for (byte b : needle.bytes()) {
      int at = state + (b & 0xFF);
      if (next[at] == 0) {
        int fresh = newState();
        next[at] = fresh;
      }
      state = next[at];
    }
    List<Needle> here = new ArrayList<>(ends.get(state / ALPHABET));
    here.add(needle);
    ends.set(state / ALPHABET, here);
  }

  private int newState() {
    int state = ends.size() * ALPHABET;
    ends.add(List.of());
    if (next.length < state + ALPHABET) {
      next = Arrays.copyOf(next, next.length * 2);
    }
    return state;
  }

  /** Gives each state the steps of its longest suffix that is a state too, and its ends. */
  private void link() {
    int[] suffix = new int[ends.size()];
    Deque<Integer> breadthFirst = new ArrayDeque<>();
    for (int b = 0; b < ALPHABET; b++) {
      if (next[b] != 0) {
        breadthFirst.add(next[b]);
      }
    }
    while (!breadthFirst.isEmpty()) {
      int state = breadthFirst.remove();
      int shorter = suffix[state / ALPHABET];
      inherit(state, shorter);
      for (int b = 0; b < ALPHABET; b++) {
        int to = next[state + b];
        if (to == 0) {
          next[state + b] = next[shorter + b];
        } else {
          suffix[to / ALPHABET] = next[shorter + b];
          breadthFirst.add(to);
        }
      }
    }
    markEnds();
  }

  private void inherit(int state, int shorter) {
    List<Needle> more = ends.get(shorter / ALPHABET);
    if (!more.isEmpty()) {
      List<Needle> all = new ArrayList<>(ends.get(state / ALPHABET));
      all.addAll(more);
      ends.set(state / ALPHABET, all);
    }
  }

  private void markEnds() {
    for (int i = 0; i < next.length; i++) {
      if (!ends.get(next[i] / ALPHABET).isEmpty()) {
        next[i] = ~next[i];
      }
    }
  }
}
