package io.lethe.storage.upload;

/**
 * The RIFF container and its chunks (RFC 9649). The picture is one VP8 or VP8L chunk, alone or, in
 * the extended form, after VP8X; animations are refused.
 */
final class WebpWalk extends PhotoWalk {
  private static final long VP8 = 0x56503820;
  private static final long VP8L = 0x5650384C;
  private static final long VP8X = 0x56503858;
  private static final long ANIM = 0x414E494D;
  private static final long ANMF = 0x414E4D46;
  private static final int ANIMATED = 0x02;
  private static final int CHUNK_HEADER = 8;

  private enum Expecting {
    CONTAINER,
    CHUNK,
    LOSSY,
    LOSSLESS,
    EXTENDED,
    LAST
  }

  private Expecting expecting = Expecting.CONTAINER;
  private long left;
  private long padded;
  private int canvasWidth;
  private int canvasHeight;
  private boolean first = true;
  private boolean pictureSeen;

  WebpWalk(UploadLimits limits) {
    super(PhotoFormat.WEBP, limits);
    want(12);
  }

  @Override
  void read(byte[] field) throws UploadRefused {
    switch (expecting) {
      case CONTAINER -> {
        left = littleEndian(field, 4, 4) - 4;
        require(left >= CHUNK_HEADER && left % 2 == 0);
        nextChunk();
      }
      case CHUNK -> chunk(field);
      case LOSSY -> lossy(field);
      case LOSSLESS -> lossless(field);
      case EXTENDED -> extended(field);
      case LAST -> finish();
    }
  }

  private void nextChunk() {
    expecting = Expecting.CHUNK;
    want(CHUNK_HEADER);
  }

  private void chunk(byte[] field) throws UploadRefused {
    long type = uint32(field, 0);
    long length = littleEndian(field, 4, 4);
    padded = length + length % 2;
    left -= CHUNK_HEADER;
    require(padded <= left && padded > 0);
    left -= padded;
    if (type == ANIM || type == ANMF) {
      throw new UploadRefused(UploadFault.NOT_SUPPORTED);
    }
    boolean opening = type == VP8 || type == VP8L || type == VP8X;
    require(opening || !first);
    if (type == VP8X) {
      require(first && length == 10);
      begin(Expecting.EXTENDED, 10);
    } else if (opening) {
      require(!pictureSeen);
      pictureSeen = true;
      begin(type == VP8 ? Expecting.LOSSY : Expecting.LOSSLESS, type == VP8 ? 10 : 5);
    } else {
      pass(padded);
    }
    first = false;
  }

  private void begin(Expecting part, int bytes) throws UploadRefused {
    require(padded > bytes || part == Expecting.EXTENDED);
    expecting = part;
    want(bytes);
  }

  /**
   * The rest of the chunk but its last byte, which {@link Expecting#LAST} reads: it may end the
   * file.
   */
  private void pass(long bytes) throws UploadRefused {
    if (bytes == 0) {
      finish();
      return;
    }
    expecting = Expecting.LAST;
    passThenWant(bytes - 1, 1);
  }

  private void finish() throws UploadRefused {
    if (left > 0) {
      require(left >= CHUNK_HEADER);
      nextChunk();
    } else {
      require(pictureSeen);
      end();
    }
  }

  /** A VP8 key frame (RFC 6386, 9.1): three bytes of tag, the start code, two 14 bit sides. */
  private void lossy(byte[] field) throws UploadRefused {
    boolean keyFrame = (field[0] & 1) == 0;
    require(keyFrame && field[3] == (byte) 0x9D && field[4] == 0x01 && field[5] == 0x2A);
    picture((int) littleEndian(field, 6, 2) & 0x3FFF, (int) littleEndian(field, 8, 2) & 0x3FFF);
    pass(padded - 10);
  }

  private void lossless(byte[] field) throws UploadRefused {
    long bits = littleEndian(field, 1, 4);
    require(field[0] == 0x2F && bits >> 29 == 0);
    picture((int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1);
    pass(padded - 5);
  }

  private void extended(byte[] field) throws UploadRefused {
    if ((field[0] & ANIMATED) != 0) {
      throw new UploadRefused(UploadFault.NOT_SUPPORTED);
    }
    canvasWidth = (int) littleEndian(field, 4, 3) + 1;
    canvasHeight = (int) littleEndian(field, 7, 3) + 1;
    dimensions(canvasWidth, canvasHeight);
    pass(padded - 10);
  }

  /** In the extended form the picture fills the canvas: a decoder may trust either. */
  private void picture(int width, int height) throws UploadRefused {
    if (hasDimensions()) {
      require(width == canvasWidth && height == canvasHeight);
    } else {
      dimensions(width, height);
    }
  }

  private static void require(boolean wellFormed) throws UploadRefused {
    if (!wellFormed) {
      throw new UploadRefused(UploadFault.DAMAGED);
    }
  }
}
