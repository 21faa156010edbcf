package io.lethe.api.video;

import io.lethe.api.problem.ClientGone;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body, whose failures are told apart from those of our own disks. */
final class UploadBody extends FilterInputStream {
  /** What a phone sends in a second or two. */
  private static final long MOST_READ_ON = 16L << 20;

  private static final int PIECE = 1 << 16;

  UploadBody(InputStream body) {
    super(body);
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException broken) {
      throw new ClientGone(broken);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException broken) {
      throw new ClientGone(broken);
    }
  }

  /**
   * Reads on though nothing of it is wanted, because whoever still sends when the connection is
   * closed never gets to read why. Of a body that goes on for long, no more than a bound.
   */
  void readOn() {
    byte[] unwanted = new byte[PIECE];
    try {
      long left = MOST_READ_ON;
      for (int read = 0; read >= 0 && left > 0; left -= read) {
        read = in.read(unwanted);
      }
    } catch (IOException gone) {
      // Then there is nobody to tell.
    }
  }
}
