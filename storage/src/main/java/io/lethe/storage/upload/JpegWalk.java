package io.lethe.storage.upload;

/** From SOI over the segments (ITU T.81, annex B), the frame header and each scan to EOI. */
final class JpegWalk extends PhotoWalk {
  private static final int MARKER = 0xFF;
  private static final int EOI = 0xD9;
  private static final int SOI = 0xD8;
  private static final int SOS = 0xDA;
  private static final int BASELINE = 0xC0;
  private static final int EXTENDED = 0xC1;
  private static final int PROGRESSIVE = 0xC2;
  private static final int FRAME_FIELDS = 6;

  /**
   * A progressive photo has about ten scans. Each makes the decoder go over every pixel, so a file
   * of nothing but tiny scans would keep it busy for hours.
   */
  private static final int MOST_SCANS = 100;

  private enum Expecting {
    START,
    MARKER_PREFIX,
    MARKER_CODE,
    LENGTH,
    FRAME
  }

  private Expecting expecting = Expecting.START;
  private int marker;
  private int rest;
  private int scans;
  private boolean afterPrefix;

  JpegWalk(UploadLimits limits) {
    super(PhotoFormat.JPEG, limits);
    want(2);
  }

  @Override
  void read(byte[] field) throws UploadRefused {
    switch (expecting) {
      case START -> nextMarker();
      case MARKER_PREFIX -> prefix(field[0] & 0xFF);
      case MARKER_CODE -> code(field[0] & 0xFF);
      case LENGTH -> length(uint16(field, 0));
      case FRAME -> frame(field);
    }
  }

  private void nextMarker() {
    expecting = Expecting.MARKER_PREFIX;
    want(1);
  }

  private void prefix(int value) throws UploadRefused {
    require(value == MARKER);
    expecting = Expecting.MARKER_CODE;
    want(1);
  }

  private void code(int value) throws UploadRefused {
    if (value == MARKER) {
      want(1);
      return;
    }
    marker = value;
    if (value == EOI) {
      require(scans > 0);
      end();
    } else if (isRestart(value) || value == 0x01) {
      nextMarker();
    } else {
      require(value != SOI && value >= 0xC0);
      expecting = Expecting.LENGTH;
      want(2);
    }
  }

  private void length(int length) throws UploadRefused {
    require(length >= 2);
    rest = length - 2;
    if (isFrame(marker)) {
      require(!hasDimensions() && rest >= FRAME_FIELDS);
      supported(marker == BASELINE || marker == EXTENDED || marker == PROGRESSIVE);
      expecting = Expecting.FRAME;
      want(FRAME_FIELDS);
    } else if (marker == SOS) {
      require(hasDimensions());
      scans++;
      supported(scans <= MOST_SCANS);
      passThenSearch(rest);
    } else {
      expecting = Expecting.MARKER_PREFIX;
      passThenWant(rest, 1);
    }
  }

  private void frame(byte[] field) throws UploadRefused {
    int components = field[5] & 0xFF;
    supported(field[0] == 8);
    supported(components == 1 || components == 3 || components == 4);
    require(rest == FRAME_FIELDS + 3 * components);
    dimensions(uint16(field, 3), uint16(field, 1));
    expecting = Expecting.MARKER_PREFIX;
    passThenWant(rest - FRAME_FIELDS, 1);
  }

  /** Compressed data: within them 0xFF is followed by a zero or a restart marker, nothing else. */
  @Override
  int search(byte[] bytes, int from, int to) throws UploadRefused {
    int at = from;
    while (at < to) {
      int value = bytes[at++] & 0xFF;
      if (afterPrefix && value != MARKER) {
        afterPrefix = false;
        if (value != 0 && !isRestart(value)) {
          code(value);
          return at;
        }
      } else {
        afterPrefix = value == MARKER;
        while (!afterPrefix && at < to && bytes[at] != (byte) MARKER) {
          at++;
        }
      }
    }
    return at;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xD0 && marker <= 0xD7;
  }

  /** SOF0 to SOF15; the three codes between them that are tables and extensions are not frames. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
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
