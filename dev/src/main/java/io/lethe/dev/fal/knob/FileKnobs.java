package io.lethe.dev.fal.knob;

import java.time.Duration;

/**
 * How inputs are fetched and outputs are kept.
 *
 * @param restricts whether a file whose access list says {@code forbid} needs a token to be read
 * @param fetch how a runner fetches an input that was given by its address
 * @param tokenLifetime how long a token for restricted files is good
 * @param slowPause between two pieces of an answer that trickles
 */
public record FileKnobs(
    boolean restricts, Fetch fetch, Duration tokenLifetime, Duration slowPause) {

  /** What a runner does to get at an input; nobody outside knows which. */
  public enum Fetch {
    /** One GET. */
    GET,
    /** A HEAD, then a GET. */
    HEAD_FIRST,
    /** The file in pieces, by Range. */
    RANGES,
    /** All of it twice. */
    TWICE
  }

  public FileKnobs {
    if (tokenLifetime.isNegative() || slowPause.isNegative()) {
      throw new IllegalArgumentException("No time is below zero");
    }
  }

  public static FileKnobs real() {
    return new FileKnobs(true, Fetch.HEAD_FIRST, Duration.ofHours(1), Duration.ofMillis(200));
  }

  public FileKnobs withFetch(Fetch how) {
    return new FileKnobs(restricts, how, tokenLifetime, slowPause);
  }

  public FileKnobs withTokenLifetime(Duration lifetime) {
    return new FileKnobs(restricts, fetch, lifetime, slowPause);
  }
}
