package io.lethe.workers.video;

import io.temporal.activity.ActivityExecutionContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Tells Temporal with each piece read that the step is alive, and stops the reader when the step
 * was cancelled or has timed out: the read then throws what the heartbeat threw. The SDK sends few
 * of them on.
 */
final class Heartbeats extends FilterInputStream {
  private final ActivityExecutionContext step;

  Heartbeats(InputStream bytes, ActivityExecutionContext step) {
    super(bytes);
    this.step = step;
  }

  @Override
  public int read() throws IOException {
    step.heartbeat(null);
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    step.heartbeat(null);
    return super.read(bytes, offset, length);
  }
}
