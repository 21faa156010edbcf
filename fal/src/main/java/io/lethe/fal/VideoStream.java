package io.lethe.fal;

import io.lethe.fal.FalFailure.Call;
import java.io.IOException;
import java.io.InputStream;

/** A video's bytes up to a limit; every way to fail becomes a {@link FalFailure}. */
final class VideoStream extends InputStream {
  private final InputStream in;
  private final long limit;
  private final Translation translation;
  private long seen;

  VideoStream(InputStream in, long limit, Translation translation) {
    this.in = in;
    this.limit = limit;
    this.translation = translation;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int got;
    try {
      got = in.read(target, offset, length);
    } catch (IOException broken) {
      throw translation.broken(Call.DOWNLOAD, broken);
    }
    seen += Math.max(got, 0);
    if (seen > limit) {
      throw translation.violation(Call.DOWNLOAD, 200, FalQueue.TOO_LARGE);
    }
    return got;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException broken) {
      throw translation.broken(Call.DOWNLOAD, broken);
    }
  }
}
