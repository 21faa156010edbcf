package io.lethe.api.video;

import io.lethe.api.problem.ClientGone;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body, whose failures are told apart from those of our own disks. */
final class UploadBody extends FilterInputStream {
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
}
