package io.lethe.storage.video;

/**
 * How many jobs one subject may have.
 *
 * @param atOnce jobs whose erasure has not begun
 * @param perDay jobs ordered within 24 hours
 */
public record Quota(int atOnce, int perDay) {
  /** For where the one who orders is ourselves. */
  public static final Quota UNLIMITED = new Quota(Integer.MAX_VALUE, Integer.MAX_VALUE);

  public Quota {
    if (atOnce < 1 || perDay < 1) {
      throw new IllegalArgumentException("videos.quota: nobody could order anything");
    }
  }

  /** Which of the two is used up. */
  public enum Limit {
    AT_ONCE,
    PER_DAY
  }
}
