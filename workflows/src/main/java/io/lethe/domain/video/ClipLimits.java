package io.lethe.domain.video;

/**
 * How large, long and quick a clip may be.
 *
 * @param maxBytes most bytes
 * @param minSeconds shortest clip
 * @param maxSeconds longest clip
 * @param minFramesPerSecond fewest frames a second, on average over the clip
 * @param maxFramesPerSecond most frames a second, likewise
 * @param minSide shortest side in pixels
 * @param maxSide longest side in pixels
 */
public record ClipLimits(
    long maxBytes,
    double minSeconds,
    double maxSeconds,
    double minFramesPerSecond,
    double maxFramesPerSecond,
    int minSide,
    int maxSide) {

  public ClipLimits {
    boolean possible =
        maxBytes > 0
            && minSeconds >= 0
            && maxSeconds > 0
            && maxSeconds >= minSeconds
            && minFramesPerSecond >= 0
            && maxFramesPerSecond > 0
            && maxFramesPerSecond >= minFramesPerSecond
            && minSide > 0
            && maxSide >= minSide;
    if (!possible) {
      throw new IllegalArgumentException(
          "no clip could pass these limits: each needs a value above zero, and no minimum may be"
              + " above its maximum");
    }
  }
}
