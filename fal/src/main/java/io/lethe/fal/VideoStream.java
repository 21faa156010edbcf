package io.lethe.fal;

import io.lethe.fal.FalFailure.Call;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import okhttp3.Response;

/**
 * A video's bytes up to a limit, from one connection or, where that breaks, from the next; every
 * way to fail becomes a {@link FalFailure}.
 */
final class VideoStream extends InputStream {
  private final Resumption resumption;
  private final long limit;
  private final Translation translation;
  private Response source;
  private InputStream in;
  private long seen;

  VideoStream(Response source, Resumption resumption, long limit, Translation translation) {
    this.source = source;
    this.in = source.body().byteStream();
    this.resumption = resumption;
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
    while (true) {
      try {
        int got = in.read(target, offset, length);
        seen += Math.max(got, 0);
        if (seen > limit) {
          throw translation.violation(Call.DOWNLOAD, 200, FalFiles.TOO_LARGE);
        }
        return got;
      } catch (IOException broken) {
        goOnAfter(broken);
      }
    }
  }

  private void goOnAfter(IOException broken) {
    source.close();
    Optional<Response> rest = resumption.after(seen);
    source = rest.orElseThrow(() -> translation.broken(Call.DOWNLOAD, broken));
    in = source.body().byteStream();
  }

  @Override
  public void close() {
    source.close();
  }
}
