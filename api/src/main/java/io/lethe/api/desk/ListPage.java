package io.lethe.api.desk;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one page of a long list shows.
 *
 * @param last the row after which the next page begins; absent if there is none
 */
record ListPage<T>(List<T> rows, @Nullable T last) {
  /** What fits on a screen or two. */
  private static final int ROWS = 50;

  /** How many rows to ask for: one more than is shown tells whether there is another page. */
  static final int ASKED = ROWS + 1;

  /**
   * @param found at most {@link #ASKED} rows
   */
  static <T> ListPage<T> of(List<T> found) {
    return found.size() > ROWS
        ? new ListPage<>(found.subList(0, ROWS), found.get(ROWS - 1))
        : new ListPage<>(found, null);
  }

  boolean any() {
    return !rows.isEmpty();
  }

  /** The address of the next page; empty if there is none. */
  String next(Function<T, String> address) {
    return last == null ? "" : address.apply(last);
  }
}
