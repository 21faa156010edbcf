package io.lethe.api;

import io.lethe.api.problem.ClientGone;
import io.lethe.api.problem.RequestRefusal;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bodies that are read into memory are small; raw uploads, which are not, pass by. */
final class JsonBodyLimit implements ReaderInterceptor {
  /** The longest prompt, each character escaped, is a quarter of it. */
  static final long MOST_BYTES = 65_536;

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
    if (body.getType() != InputStream.class) {
      body.setInputStream(new Capped(body.getInputStream()));
    }
    return body.proceed();
  }

  private static final class Capped extends FilterInputStream {
    private long seen;

    Capped(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read;
      try {
        read = in.read(bytes, offset, length);
      } catch (IOException broken) {
        throw new ClientGone(broken);
      }
      seen += Math.max(0, read);
      if (seen > MOST_BYTES) {
        throw new RequestRefusal.TooLarge(MOST_BYTES).asException();
      }
      return read;
    }

    /** Bytes could be pushed back and counted twice. */
    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
