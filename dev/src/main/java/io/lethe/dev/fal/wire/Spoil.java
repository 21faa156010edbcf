package io.lethe.dev.fal.wire;

/** What may happen to an answer on its way. */
public enum Spoil {
  /** A proxy's error page instead. */
  PAGE_503,
  /** A page instead, as if all were well. */
  PAGE_200,
  /** 429 with {@code Retry-After} instead. */
  RATE_LIMITED,
  /** 307 to a host that has nothing to do with fal.ai. */
  REDIRECT,
  /** The connection is closed instead. */
  CLOSED,
  /** The connection is closed half way. */
  CUT,
  /** A few bytes at a time. */
  SLOW,
  /** Ten gigabytes. */
  ENDLESS
}
