package io.lethe.storage.account;

import java.time.Duration;

/** A mail was sent a moment ago; the next one has to wait, so that nobody is flooded. */
public final class TooSoon extends RuntimeException {
  private final Duration wait;

  TooSoon(Duration wait) {
    super("a mail was sent a moment ago");
    this.wait = wait;
  }

  /** How long until it may be tried again. */
  public Duration waitFor() {
    return wait;
  }
}
