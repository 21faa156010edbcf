package io.lethe.dev.system;

import java.util.Optional;

/** A server that somebody else runs and that was named to us. It is not stopped with us. */
record ConfiguredTemporal(String target) implements Temporal {

  @Override
  public Optional<String> webUi() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Not ours to stop.
  }
}
