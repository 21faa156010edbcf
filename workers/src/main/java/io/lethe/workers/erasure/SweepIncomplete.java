package io.lethe.workers.erasure;

/** A sweep that erased some of what it found, and could not erase the rest. */
public final class SweepIncomplete extends RuntimeException {
  private final long erased;

  /**
   * @param failed how many things it could not erase
   * @param first why the first of them failed
   */
  public SweepIncomplete(long erased, long failed, RuntimeException first) {
    super(failed + " of " + (erased + failed) + " could not be erased", first);
    this.erased = erased;
  }

  public long erased() {
    return erased;
  }
}
