package io.lethe.workers.video;

import io.temporal.activity.ActivityExecutionContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A {@link Pulse} with each piece read; a read throws what the heartbeat threw. */
final class Heartbeats extends FilterInputStream {
  private final Pulse pulse;

  Heartbeats(InputStream bytes, ActivityExecutionContext step) {
    super(bytes);
    this.pulse = new Pulse(step);
  }

  @Override
  public int read() throws IOException {
    pulse.beat();
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    pulse.beat();
    return super.read(bytes, offset, length);
  }
}
