package io.lethe.storage.rights;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What staff noted of a request. Personal: its text form leaves the words out.
 *
 * @param stranger whether nothing is kept of the person but what they wrote
 * @param correspondent who wrote and how they are answered, if it came by letter
 * @param verification how staff established who asks
 * @param byLetter whether the answer has to be sent, because the person sees none by themselves
 * @param toldAt when the answer was mailed, or sent as staff say
 */
public record DeskNotes(
    boolean stranger,
    @Nullable String correspondent,
    @Nullable String verification,
    boolean byLetter,
    @Nullable Instant toldAt) {
  static final DeskNotes NONE = new DeskNotes(false, null, null, false, null);

  @Override
  public String toString() {
    return "DeskNotes";
  }
}
