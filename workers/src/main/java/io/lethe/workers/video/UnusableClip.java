package io.lethe.workers.video;

import io.lethe.domain.video.Reason;

/**
 * The clip can't be used; trying again gives the same. Carries an enum only: no part of the file.
 */
final class UnusableClip extends Exception {
  private final Reason reason;

  UnusableClip(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  static void require(boolean wellFormed) throws UnusableClip {
    if (!wellFormed) {
      throw new UnusableClip(Reason.NOT_DECODABLE);
    }
  }

  static void supported(boolean taken) throws UnusableClip {
    if (!taken) {
      throw new UnusableClip(Reason.CLIP_CODEC);
    }
  }
}
