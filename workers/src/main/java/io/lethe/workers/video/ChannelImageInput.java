package io.lethe.workers.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/**
 * A channel as ImageIO wants to read it, through one small buffer. ImageIO's own adapters would
 * copy the plain bytes into a file in the temp folder.
 *
 * <p>Remembers if the channel itself failed, since decoders also throw {@link IOException} for bad
 * pictures. Closing it leaves the channel open.
 */
final class ChannelImageInput extends ImageInputStreamImpl {
  private final SeekableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).limit(0);
  private long bufferStart;
  private @Nullable IOException failure;

  ChannelImageInput(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /** Throws what the channel threw, if it did. */
  void rethrowFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** The file from its start, for those who read streams. One reader at a time. */
  InputStream fromStart() throws IOException {
    seek(0);
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return ChannelImageInput.this.read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return ChannelImageInput.this.read(bytes, offset, length);
      }
    };
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (!filled()) {
      return -1;
    }
    return buffer.get((int) (streamPos++ - bufferStart)) & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (!filled()) {
      return -1;
    }
    int at = (int) (streamPos - bufferStart);
    int read = Math.min(length, buffer.limit() - at);
    buffer.get(at, bytes, offset, read);
    streamPos += read;
    return read;
  }

  /** Whether the buffer now holds the byte at the stream's position; false at the end. */
  private boolean filled() throws IOException {
    checkClosed();
    if (streamPos >= bufferStart && streamPos < bufferStart + buffer.limit()) {
      return true;
    }
    try {
      bufferStart = streamPos;
      buffer.clear();
      channel.position(streamPos);
      while (buffer.position() == 0 && channel.read(buffer) >= 0) {
        continue;
      }
      buffer.flip();
      return buffer.hasRemaining();
    } catch (IOException broken) {
      buffer.clear().limit(0);
      failure = broken;
      throw broken;
    }
  }
}
