package io.lethe.storage.upload;

import io.lethe.storage.upload.BoxWatch.Box;
import java.io.InputStream;
import java.util.Set;

/**
 * Looks at the boxes of a clip while its bytes flow past, so that bad input is refused in the very
 * request that brings it.
 *
 * <p>Guarantees: no byte beyond the limit is let through; the regular end of the stream is seen
 * only for a file that is boxes from its first to its last byte, with one header of honest size and
 * with media, of the format that was declared, and that is nothing else besides. Nothing is
 * decoded: whether the header makes sense is for the worker that sanitises the clip to find out.
 *
 * <p>One instance scans one upload, on one thread.
 */
public final class ClipScan implements BoxWatch.Rules {
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

  private final ClipFormat declared;
  private final long maxBytes;
  private final ForeignContent foreign = new ForeignContent();
  private boolean media;
  private int boxes;
  private int headers;
  private boolean mediaSeen;
  private int brand;
  private int brandLeft;
  private long seen;

  public ClipScan(ClipFormat declared, long maxBytes) {
    this.declared = declared;
    this.maxBytes = maxBytes;
  }

  /** The same bytes, scanned as they are read; the reads throw {@link UploadRefused}. */
  public InputStream watch(InputStream body) {
    return new BoxWatch(body, this);
  }

  @Override
  public void head(byte[] bytes, int from, int to) throws UploadRefused {
    count(to - from);
    notForeign(bytes, from, to);
  }

  @Override
  public void body(byte[] bytes, int from, int to) throws UploadRefused {
    count(to - from);
    for (int at = from; at < to && brandLeft > 0; at++) {
      brand = brand << 8 | (bytes[at] & 0xFF);
      if (--brandLeft == 0) {
        requireDeclared(brand == QUICKTIME);
      }
    }
    // Pictures and sound are not searched: in 200 MB of them anything is found by chance.
    if (!media) {
      notForeign(bytes, from, to);
    }
  }

  private void count(int bytes) throws UploadRefused {
    seen += bytes;
    if (seen > maxBytes) {
      throw new UploadRefused(UploadFault.TOO_LARGE);
    }
  }

  private void notForeign(byte[] bytes, int from, int to) throws UploadRefused {
    foreign.accept(bytes, from, to);
    if (foreign.found()) {
      throw new UploadRefused(UploadFault.POLYGLOT);
    }
  }

  @Override
  public void box(Box box) throws UploadRefused {
    if (boxes == 0) {
      begin(box);
    }
    boxes++;
    require(boxes <= MOST_BOXES && isName(box.type()));
    media = box.type() == MDAT;
    require(box.isHonest() && (media || !box.toTheEnd()));
    supported(box.type() != MOOF);
    mediaSeen |= media;
    if (box.type() == MOOV) {
      headers++;
      supported(box.size() <= LARGEST_HEADER);
      require(headers == 1);
    }
  }

  /** Which format it is stands in the first four bytes of an {@code ftyp}'s body. */
  private void begin(Box first) throws UploadRefused {
    if (first.type() == FTYP) {
      brandLeft = Integer.BYTES;
      require(first.size() >= first.head() + brandLeft);
    } else if (OLD_QUICKTIME_STARTS.contains(first.type())) {
      requireDeclared(/* quickTime= */ true);
    } else {
      throw new UploadRefused(UploadFault.NOT_A_CLIP);
    }
  }

  private void requireDeclared(boolean quickTime) throws UploadRefused {
    if (quickTime != (declared == ClipFormat.MOV)) {
      throw new UploadRefused(UploadFault.TYPE_MISMATCH);
    }
  }

  @Override
  public void end(boolean whole) throws UploadRefused {
    if (seen == 0) {
      throw new UploadRefused(UploadFault.EMPTY);
    }
    if (boxes == 0) {
      throw new UploadRefused(UploadFault.NOT_A_CLIP);
    }
    if (!whole || headers == 0 || !mediaSeen) {
      throw new UploadRefused(UploadFault.TRUNCATED);
    }
  }

  private static boolean isName(int type) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      int letter = type >>> shift & 0xFF;
      boolean plain = letter >= ' ' && letter <= '~';
      if (!plain && letter != 0xA9) {
        return false;
      }
    }
    return true;
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
