package io.lethe.storage.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Looks at the boxes of a clip (ISO/IEC 14496-12, 4.2; QuickTime's are the same) while its bytes
 * flow past, in constant memory, so that bad input is refused in the very request that brings it.
 *
 * <p>Guarantees: no byte beyond the limit is let through; the regular end of the stream is seen
 * only for a file that is boxes from its first to its last byte, with one header of honest size and
 * with media, of the format that was declared, and that is nothing else besides. Nothing is
 * decoded: whether the header makes sense is for the worker that sanitises the clip to find out.
 *
 * <p>One instance scans one upload, on one thread.
 */
public final class ClipScan {
  private static final int FTYP = 0x66747970;
  private static final int MOOV = 0x6D6F6F76;
  private static final int MDAT = 0x6D646174;
  private static final int MOOF = 0x6D6F6F66;
  private static final int QUICKTIME = 0x71742020;
  private static final Set<Integer> OLD_QUICKTIME_STARTS =
      Set.of(0x77696465, MDAT, MOOV, 0x66726565, 0x736B6970, 0x706E6F74);

  /** A header of 30 seconds has some hundred kilobytes; a worker holds it in memory. */
  private static final long LARGEST_HEADER = 8 << 20;

  private static final int MOST_BOXES = 1_000;
  private static final int SHORT = 8;
  private static final int BRAND = 12;
  private static final int LONG = 16;

  private final ClipFormat declared;
  private final long maxBytes;
  private final ForeignContent foreign = new ForeignContent();
  private final byte[] head = new byte[LONG];
  private int filled;
  private int wanted = SHORT;
  private long bodyLeft;
  private boolean media;
  private boolean toTheEnd;
  private int boxes;
  private int headers;
  private boolean mediaSeen;
  private long seen;

  public ClipScan(ClipFormat declared, long maxBytes) {
    this.declared = declared;
    this.maxBytes = maxBytes;
  }

  /** The same bytes, scanned as they are read; the reads throw {@link UploadRefused}. */
  public InputStream watch(InputStream body) {
    return new FilterInputStream(body) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read < 0) {
          finish();
        } else {
          accept(bytes, offset, offset + read);
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
    };
  }

  private void accept(byte[] bytes, int from, int to) throws UploadRefused {
    seen += to - from;
    if (seen > maxBytes) {
      throw new UploadRefused(UploadFault.TOO_LARGE);
    }
    int at = from;
    while (at < to) {
      if (bodyLeft > 0) {
        int passed = (int) Math.min(bodyLeft, to - at);
        if (!media) {
          notForeign(bytes, at, at + passed);
        }
        bodyLeft -= passed;
        at += passed;
      } else {
        int taken = Math.min(wanted - filled, to - at);
        System.arraycopy(bytes, at, head, filled, taken);
        notForeign(bytes, at, at + taken);
        filled += taken;
        at += taken;
        if (filled == wanted) {
          head();
        }
      }
    }
  }

  /** Pictures and sound are not searched: in 200 MB of them anything is found by chance. */
  private void notForeign(byte[] bytes, int from, int to) throws UploadRefused {
    foreign.accept(bytes, from, to);
    if (foreign.found()) {
      throw new UploadRefused(UploadFault.POLYGLOT);
    }
  }

  private void head() throws UploadRefused {
    long size = number(0, 4);
    int type = (int) number(4, 4);
    if (wanted == SHORT && (size == 1 || (boxes == 0 && type == FTYP))) {
      wanted = size == 1 ? LONG : BRAND;
      return;
    }
    if (boxes == 0) {
      begin(type);
    }
    boxes++;
    require(boxes <= MOST_BOXES && isName());
    long whole = size == 1 ? number(8, 8) : size;
    toTheEnd = size == 0;
    require(toTheEnd ? type == MDAT : whole >= wanted);
    supported(type != MOOF);
    media = type == MDAT;
    mediaSeen |= media;
    if (type == MOOV) {
      headers++;
      supported(whole <= LARGEST_HEADER);
      require(headers == 1);
    }
    bodyLeft = toTheEnd ? Long.MAX_VALUE : whole - wanted;
    filled = 0;
    wanted = SHORT;
  }

  private void begin(int type) throws UploadRefused {
    boolean quickTime =
        type == FTYP ? number(8, 4) == QUICKTIME : OLD_QUICKTIME_STARTS.contains(type);
    if (type != FTYP && !quickTime) {
      throw new UploadRefused(UploadFault.NOT_A_CLIP);
    }
    if (quickTime != (declared == ClipFormat.MOV)) {
      throw new UploadRefused(UploadFault.TYPE_MISMATCH);
    }
  }

  private void finish() throws UploadRefused {
    if (seen == 0) {
      throw new UploadRefused(UploadFault.EMPTY);
    }
    if (boxes == 0) {
      throw new UploadRefused(UploadFault.NOT_A_CLIP);
    }
    if (filled > 0 || (bodyLeft > 0 && !toTheEnd) || headers == 0 || !mediaSeen) {
      throw new UploadRefused(UploadFault.TRUNCATED);
    }
  }

  private boolean isName() {
    for (int i = 4; i < 8; i++) {
      int letter = head[i] & 0xFF;
      boolean plain = letter >= ' ' && letter <= '~';
      if (!plain && letter != 0xA9) {
        return false;
      }
    }
    return true;
  }

  private long number(int offset, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (head[offset + i] & 0xFF);
    }
    return value;
  }

  private static void require(boolean wellFormed) throws UploadRefused {
    if (!wellFormed) {
      throw new UploadRefused(UploadFault.DAMAGED);
    }
  }

  private static void supported(boolean taken) throws UploadRefused {
    if (!taken) {
      throw new UploadRefused(UploadFault.NOT_SUPPORTED);
    }
  }
}
