package io.lethe.storage.upload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds any of some byte strings in a stream, one table look-up per byte and nothing to remember
 * but a number (Aho and Corasick, 1975). ASCII letters match in either case.
 *
 * @param <T> what a string found means
 */
final class Signatures<T> {
  /** The state before the first byte. */
  static final int START = 0;

  private static final int BYTES = 256;

  private final List<int[]> rows = new ArrayList<>();
  private final List<List<T>> meanings = new ArrayList<>();
  private final int[] table;

  /** The strings are Latin-1: one character is one byte. None may end within another. */
  Signatures(Map<String, T> strings) {
    newState();
    strings.forEach(this::plant);
    table = new int[rows.size() * BYTES];
    link();
  }

  private int newState() {
    int[] row = new int[BYTES];
    Arrays.fill(row, -1);
    rows.add(row);
    meanings.add(List.of());
    return rows.size() - 1;
  }

  private void plant(String string, T meaning) {
    int state = START;
    for (byte value : string.getBytes(StandardCharsets.ISO_8859_1)) {
      int letter = lower(value & 0xFF);
      if (rows.get(state)[letter] < 0) {
        rows.get(state)[letter] = newState();
      }
      state = rows.get(state)[letter];
    }
    meanings.set(state, List.of(meaning));
  }

  /** Fills in, state by state outwards, where to go on when a string breaks off. */
  private void link() {
    int[] fallback = new int[rows.size()];
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(START));
    while (!open.isEmpty()) {
      int state = open.remove();
      for (int value = 0; value < BYTES; value++) {
        int planted = rows.get(state)[lower(value)];
        int elsewhere = state == START ? START : plain(table[fallback[state] * BYTES + value]);
        int next = planted < 0 ? elsewhere : planted;
        if (planted >= 0 && value == lower(value)) {
          fallback[planted] = elsewhere;
          open.add(planted);
        }
        table[state * BYTES + value] = meanings.get(next).isEmpty() ? next : ~next;
      }
    }
  }

  private static int plain(int state) {
    return state < 0 ? ~state : state;
  }

  private static int lower(int value) {
    return value >= 'A' && value <= 'Z' ? value + ('a' - 'A') : value;
  }

  /**
   * The state after one more byte. Negative if that byte completes a string: the state is then its
   * bitwise complement.
   */
  int next(int state, byte value) {
    return table[state << 8 | (value & 0xFF)];
  }

  /**
   * From the {@link #START} state, the index of the first byte that begins a string. Most bytes
   * begin none: passing over them this way is twice as fast as asking for each one's next state.
   */
  int beginning(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && table[bytes[at] & 0xFF] == START) {
      at++;
    }
    return at;
  }

  /** What the string means that brought us to this state. */
  T meaning(int state) {
    return meanings.get(state).get(0);
  }
}
