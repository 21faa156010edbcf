package io.lethe.workers.video;

import io.temporal.activity.ActivityExecutionContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** For reading; like {@link Heartbeats}. */
final class HeartbeatingChannel implements SeekableByteChannel {
  private final SeekableByteChannel bytes;
  private final Pulse pulse;

  HeartbeatingChannel(SeekableByteChannel bytes, ActivityExecutionContext step) {
    this.bytes = bytes;
    this.pulse = new Pulse(step);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    pulse.beat();
    return bytes.read(target);
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() throws IOException {
    return bytes.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    bytes.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return bytes.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return bytes.isOpen();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
