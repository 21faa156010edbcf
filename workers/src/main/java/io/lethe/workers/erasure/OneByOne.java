package io.lethe.workers.erasure;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The same for each of several things: one that fails does not keep the others from their turn. */
final class OneByOne {
  private OneByOne() {}

  /**
   * @return how many there were
   * @throws SweepIncomplete if any failed, after all had their turn
   */
  static <T> long each(List<T> things, Consumer<T> erase) {
    long erased = 0;
    @Nullable RuntimeException first = null;
    for (T thing : things) {
      try {
        erase.accept(thing);
        erased++;
      } catch (RuntimeException failed) {
        first = first == null ? failed : first;
      }
    }
    if (first != null) {
      throw new SweepIncomplete(erased, things.size() - erased, first);
    }
    return erased;
  }
}
