package io.lethe.workflows;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where Temporal is.
 *
 * @param target host and port of its front end, as {@code 127.0.0.1:7233}
 * @param namespace must exist
 * @param connectWait how long a start-up waits for an answer before it gives up
 */
public record TemporalSettings(String target, String namespace, Duration connectWait) {

  public TemporalSettings(
      @Nullable String target, @Nullable String namespace, @Nullable Duration connectWait) {
    this.target = target == null ? "127.0.0.1:7233" : target;
    this.namespace = namespace == null ? "default" : namespace;
    this.connectWait = connectWait == null ? Duration.ofSeconds(60) : connectWait;
  }
}
