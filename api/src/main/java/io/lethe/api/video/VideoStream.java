package io.lethe.api.video;

import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.Vault;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A part of a video on its way out of the vault. Opened before the answer begins, so that a video
 * that is gone is still answered as such.
 */
public final class VideoStream implements StreamingOutput {
  /** One segment of the vault's encryption. */
  private static final int BUFFER = 65_536;

  private final SeekableByteChannel plain;
  private final ByteRange part;

  private VideoStream(SeekableByteChannel plain, ByteRange part) {
    this.plain = plain;
    this.part = part;
  }

  public static VideoStream open(Vault vault, Media video, ByteRange part) {
    return new VideoStream(vault.open(video), part);
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try (plain) {
      plain.position(part.first());
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      long left = part.length();
      while (left > 0) {
        buffer.clear().limit((int) Math.min(BUFFER, left));
        int read = plain.read(buffer);
        if (read < 0) {
          throw new EOFException("the video is shorter than the ledger says");
        }
        out.write(buffer.array(), 0, read);
        left -= read;
      }
    }
  }

  /** Where nothing is to be written after all. */
  public void close() {
    try {
      plain.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
