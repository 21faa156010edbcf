package io.lethe.workers.video;

import io.temporal.activity.ActivityExecutionContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A sanitised picture on its way to the vault: plain bytes in memory, and nowhere else. */
final class SmallJpeg extends OutputStream {
  /** More than the models take; a sanitised picture is far smaller. */
  private static final int MOST_BYTES = 10_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
  private final ActivityExecutionContext step;

  SmallJpeg(ActivityExecutionContext step) {
    this.step = step;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    step.heartbeat(null);
    if (bytes.size() + length > MOST_BYTES) {
      throw new IOException("a sanitised picture has more than " + MOST_BYTES + " bytes");
    }
    bytes.write(source, offset, length);
  }

  InputStream toInputStream() {
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
