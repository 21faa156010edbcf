package io.lethe.storage.upload;

import java.util.zip.CRC32;

/**
 * The signature, then chunk after chunk with its checksum, from IHDR to IEND (W3C PNG, chapter 5).
 */
final class PngWalk extends PhotoWalk {
  private static final long IHDR = 0x49484452;
  private static final long PLTE = 0x504C5445;
  private static final long IDAT = 0x49444154;
  private static final long IEND = 0x49454E44;
  private static final long ACTL = 0x6163544C;
  private static final int HEADER_BYTES = 13;
  private static final int PALETTE = 3;

  private enum Expecting {
    SIGNATURE,
    CHUNK,
    HEADER,
    CHECKSUM
  }

  private final CRC32 checksum = new CRC32();
  private Expecting expecting = Expecting.SIGNATURE;
  private long type;
  private int colourType;
  private boolean paletteSeen;
  private boolean dataSeen;
  private boolean dataOver;

  PngWalk(UploadLimits limits) {
    super(PhotoFormat.PNG, limits);
    want(8);
  }

  @Override
  void read(byte[] field) throws UploadRefused {
    switch (expecting) {
      case SIGNATURE -> nextChunk();
      case CHUNK -> chunk(field);
      case HEADER -> header(field);
      case CHECKSUM -> checksum(field);
    }
  }

  private void nextChunk() {
    expecting = Expecting.CHUNK;
    want(8);
  }

  private void chunk(byte[] field) throws UploadRefused {
    long length = uint32(field, 0);
    type = uint32(field, 4);
    require(length <= Integer.MAX_VALUE && isName(field));
    require(hasDimensions() == (type != IHDR));
    checksum.reset();
    checksum.update(field, 4, 4);
    if (type == IHDR) {
      require(length == HEADER_BYTES);
      expecting = Expecting.HEADER;
      want(HEADER_BYTES);
      return;
    }
    order(length);
    expecting = Expecting.CHECKSUM;
    passThenWant(length, 4);
  }

  private void order(long length) throws UploadRefused {
    if (type == ACTL) {
      throw new UploadRefused(UploadFault.NOT_SUPPORTED);
    }
    if (type == PLTE) {
      require(!dataSeen && length % 3 == 0 && length >= 3 && length <= 768);
      paletteSeen = true;
    }
    if (type == IDAT) {
      require(!dataOver && (colourType != PALETTE || paletteSeen));
      dataSeen = true;
    } else {
      dataOver = dataSeen;
    }
    require(type != IEND || (length == 0 && dataSeen));
  }

  private void header(byte[] field) throws UploadRefused {
    checksum.update(field, 0, HEADER_BYTES);
    require(uint32(field, 0) <= Integer.MAX_VALUE && uint32(field, 4) <= Integer.MAX_VALUE);
    colourType = field[9];
    require(isDepthOf(field[8], colourType));
    require(field[10] == 0 && field[11] == 0 && (field[12] == 0 || field[12] == 1));
    dimensions((int) uint32(field, 0), (int) uint32(field, 4));
    expecting = Expecting.CHECKSUM;
    want(4);
  }

  private void checksum(byte[] field) throws UploadRefused {
    require(uint32(field, 0) == checksum.getValue());
    if (type == IEND) {
      end();
    } else {
      nextChunk();
    }
  }

  @Override
  void passed(byte[] bytes, int from, int length) {
    checksum.update(bytes, from, length);
  }

  private static boolean isName(byte[] field) {
    for (int i = 4; i < 8; i++) {
      int letter = field[i] & ~0x20;
      if (letter < 'A' || letter > 'Z') {
        return false;
      }
    }
    return true;
  }

  private static boolean isDepthOf(int depth, int colourType) {
    return switch (colourType) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  private static void require(boolean wellFormed) throws UploadRefused {
    if (!wellFormed) {
      throw new UploadRefused(UploadFault.DAMAGED);
    }
  }
}
