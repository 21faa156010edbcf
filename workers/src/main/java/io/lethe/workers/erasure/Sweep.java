package io.lethe.workers.erasure;

import java.util.function.LongSupplier;

/**
 * One thing that the {@link Sweeper} looks for and erases. Many processes may do it at the same
 * time, and any may do it again: whatever it does must be safe to repeat.
 */
public interface Sweep {

  /** A few words with dashes: part of the names of its metrics. */
  String name();

  /**
   * Looks once. Takes a bounded number of things, so that a round ends; the rest is found next
   * time.
   *
   * @return how many things it erased
   * @throws SweepIncomplete if it erased some and failed with others
   */
  long sweep();

  static Sweep of(String name, LongSupplier sweep) {
    return new Sweep() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public long sweep() {
        return sweep.getAsLong();
      }
    };
  }
}
