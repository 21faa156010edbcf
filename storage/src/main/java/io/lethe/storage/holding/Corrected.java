package io.lethe.storage.holding;

import org.jspecify.annotations.Nullable;

/**
 * What became of a correction. Personal: its text form leaves the value out.
 *
 * @param old what was kept before; absent if nothing was
 */
public record Corrected(Outcome outcome, @Nullable String old) {

  public enum Outcome {
    /** It is as its subject says from now on. */
    CORRECTED,
    /** It was so already. */
    UNCHANGED,
    /** A link was mailed to the new address; until it is followed the old one counts. */
    TO_CONFIRM,
    /** The link was not followed in time, or another address was named meanwhile. */
    NOT_CONFIRMED,
    /** The request was closed without it. */
    NOT_DONE
  }

  @Override
  public String toString() {
    return "Corrected[" + outcome + "]";
  }
}
