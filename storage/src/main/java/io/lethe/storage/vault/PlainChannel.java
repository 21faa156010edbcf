package io.lethe.storage.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A decrypting channel that knows its size from the ledger; the cipher's own learns it only after
 * the first read.
 */
final class PlainChannel implements SeekableByteChannel {
  private final SeekableByteChannel decrypting;
  private final long size;

  PlainChannel(SeekableByteChannel decrypting, long size) {
    this.decrypting = decrypting;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return decrypting.read(into);
  }

  @Override
  public long position() throws IOException {
    return decrypting.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    decrypting.position(position);
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return decrypting.isOpen();
  }

  @Override
  public void close() throws IOException {
    decrypting.close();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long length) {
    throw new NonWritableChannelException();
  }
}
