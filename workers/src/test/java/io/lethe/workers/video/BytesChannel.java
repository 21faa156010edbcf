package io.lethe.workers.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Bytes in memory as a channel that, like the vault's, does not know its size. */
final class BytesChannel implements SeekableByteChannel {
  private final byte[] bytes;
  private final int failsAt;
  private final boolean sized;
  private long position;

  private BytesChannel(byte[] bytes, int failsAt, boolean sized) {
    this.bytes = bytes;
    this.sized = sized;
    this.failsAt = failsAt;
  }

  static BytesChannel of(byte[] bytes) {
    return new BytesChannel(bytes, Integer.MAX_VALUE, false);
  }

  /** One that knows its size, as what comes out of the vault does. */
  static BytesChannel sized(byte[] bytes) {
    return new BytesChannel(bytes, Integer.MAX_VALUE, true);
  }

  /** Reading beyond this position fails, as a broken disk would. */
  static BytesChannel failingAt(int position, byte[] bytes) {
    return new BytesChannel(bytes, position, false);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (position >= failsAt) {
      throw new IOException("the disk is broken");
    }
    if (position >= bytes.length) {
      return -1;
    }
    int end = Math.min(bytes.length, failsAt);
    int read = Math.min(into.remaining(), end - (int) position);
    into.put(bytes, (int) position, read);
    position += read;
    return read;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    if (sized) {
      return bytes.length;
    }
    throw new IOException("size not known");
  }

  @Override
  public int write(ByteBuffer from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
