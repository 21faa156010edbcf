package io.lethe.workers.video;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Looks at the boxes of an MP4 (ISO/IEC 14496-12, 4.2) while its bytes flow past, in constant
 * memory: the file starts with {@code ftyp}, holds a {@code moov}, and each box is there to its
 * last byte. Whoever copies the stream never sees the regular end of anything else: the read that
 * finds out throws {@link UnusableVideo}. It does not decode.
 */
final class Mp4Check extends FilterInputStream {
  private static final int FTYP = 0x66747970;
  private static final int MOOV = 0x6D6F6F76;
  private static final int SHORT_HEADER = 8;
  private static final int LONG_HEADER = 16;

  private final byte[] header = new byte[LONG_HEADER];
  private int filled;
  private int wanted = SHORT_HEADER;
  private long bodyLeft;
  private boolean toTheEnd;
  private boolean begun;
  private boolean moov;

  Mp4Check(InputStream video) {
    super(video);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read < 0) {
      requireWhole();
    } else {
      look(bytes, offset, offset + read);
    }
    return read;
  }

  @Override
  public long skip(long count) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void look(byte[] bytes, int from, int to) throws UnusableVideo {
    int at = from;
    while (at < to && !toTheEnd) {
      if (bodyLeft > 0) {
        int passed = (int) Math.min(bodyLeft, to - at);
        bodyLeft -= passed;
        at += passed;
      } else {
        int taken = Math.min(wanted - filled, to - at);
        System.arraycopy(bytes, at, header, filled, taken);
        filled += taken;
        at += taken;
        if (filled == wanted) {
          header();
        }
      }
    }
  }

  private void header() throws UnusableVideo {
    long size = number(0, 4);
    if (size == 1 && wanted == SHORT_HEADER) {
      wanted = LONG_HEADER;
      return;
    }
    int type = (int) number(4, 4);
    require(begun || type == FTYP);
    begun = true;
    moov |= type == MOOV;
    if (size == 0) {
      toTheEnd = true;
    } else {
      bodyLeft = (wanted == LONG_HEADER ? number(8, 8) : size) - wanted;
      require(bodyLeft >= 0);
    }
    filled = 0;
    wanted = SHORT_HEADER;
  }

  private void requireWhole() throws UnusableVideo {
    require(begun && moov && bodyLeft == 0 && filled == 0);
  }

  private long number(int offset, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (header[offset + i] & 0xFF);
    }
    return value;
  }

  private static void require(boolean wellFormed) throws UnusableVideo {
    if (!wellFormed) {
      throw new UnusableVideo();
    }
  }
}
