package io.lethe.bench.crash;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Bytes of which the second half is given out only after something was done. */
final class HalfwayStream extends InputStream {
  private final ByteArrayInputStream bytes;
  private final int half;
  private Runnable halfway;

  HalfwayStream(byte[] bytes, Runnable halfway) {
    this.bytes = new ByteArrayInputStream(bytes);
    this.half = bytes.length - bytes.length / 2;
    this.halfway = halfway;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int count) {
    int firstHalf = bytes.available() - half;
    if (firstHalf > 0) {
      return bytes.read(into, from, Math.min(count, firstHalf));
    }
    Runnable now = halfway;
    halfway = () -> {};
    now.run();
    return bytes.read(into, from, count);
  }
}
