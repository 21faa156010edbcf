package io.lethe.storage.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream whose bytes are looked at as they are read, each once: skipping and marking are not
 * possible. Whoever copies it never sees the regular end of a file that is refused, because the
 * read that finds out throws.
 */
abstract class Watched extends FilterInputStream {
  Watched(InputStream bytes) {
    super(bytes);
  }

  /** Bytes are about to pass; at least one. */
  abstract void look(byte[] bytes, int from, int to) throws IOException;

  /** There are no more. Called again by whoever reads on. */
  abstract void end() throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read < 0) {
      end();
    } else {
      look(bytes, offset, offset + read);
    }
    return read;
  }

  @Override
  public final long skip(long count) {
    return 0;
  }

  @Override
  public final boolean markSupported() {
    return false;
  }
}
