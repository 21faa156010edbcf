package io.lethe.storage.upload;

import org.jspecify.annotations.Nullable;

/**
 * Walks along the parts of one file as its bytes arrive in pieces of any size: subclasses ask for
 * the next few bytes of a field, or for a stretch to be passed over, and are called back.
 */
abstract sealed class PhotoWalk permits JpegWalk, PngWalk, WebpWalk {
  private final PhotoFormat format;
  private final UploadLimits limits;
  private final byte[] field = new byte[32];
  private int wanted;
  private int filled;
  private long passing;
  private boolean ended;
  private @Nullable ScannedPhoto photo;

  PhotoWalk(PhotoFormat format, UploadLimits limits) {
    this.format = format;
    this.limits = limits;
  }

  /**
   * Takes more bytes of the file.
   *
   * @return the index after the last byte that belongs to the picture; below {@code to} only if the
   *     picture has ended
   */
  final int accept(byte[] bytes, int from, int to) throws UploadRefused {
    int at = from;
    while (at < to && !ended) {
      if (passing > 0) {
        int length = (int) Math.min(passing, to - at);
        passed(bytes, at, length);
        passing -= length;
        at += length;
      } else if (wanted > 0) {
        int length = Math.min(wanted - filled, to - at);
        System.arraycopy(bytes, at, field, filled, length);
        filled += length;
        at += length;
        if (filled == wanted) {
          wanted = 0;
          filled = 0;
          read(field);
        }
      } else {
        at = search(bytes, at, to);
      }
    }
    return at;
  }

  final boolean ended() {
    return ended;
  }

  /** What was read; call it once the walk has {@link #ended}. */
  final ScannedPhoto photo() {
    if (photo == null) {
      throw new IllegalStateException("the walk ended without dimensions");
    }
    return photo;
  }

  final boolean hasDimensions() {
    return photo != null;
  }

  /** The field asked for is complete, at the start of the array. Ask for the next, or end. */
  abstract void read(byte[] field) throws UploadRefused;

  /** These bytes were passed over. */
  void passed(byte[] bytes, int from, int length) {}

  /**
   * Neither a field nor a stretch is asked for: look for where the next field begins.
   *
   * @return the index after the last byte looked at
   */
  int search(byte[] bytes, int from, int to) throws UploadRefused {
    throw new IllegalStateException("nothing was asked for");
  }

  /** Next comes a field of this many bytes, 32 at most. */
  final void want(int bytes) {
    wanted = bytes;
  }

  /** Next come this many bytes of no interest, then a field. */
  final void passThenWant(long bytes, int fieldBytes) {
    passing = bytes;
    wanted = fieldBytes;
  }

  /** Next come this many bytes of no interest, then a {@link #search}. */
  final void passThenSearch(long bytes) {
    passing = bytes;
  }

  final void end() throws UploadRefused {
    if (photo == null) {
      throw new UploadRefused(UploadFault.DAMAGED);
    }
    ended = true;
  }

  /**
   * Judges the dimensions as soon as they are known. The bomb comes first: it is the dangerous one.
   */
  final void dimensions(int width, int height) throws UploadRefused {
    int longer = Math.max(width, height);
    int shorter = Math.min(width, height);
    if (shorter <= 0) {
      throw new UploadRefused(UploadFault.DAMAGED);
    }
    if (longer > limits.maxSide() || (long) width * height > limits.maxPixels(format)) {
      throw new UploadRefused(UploadFault.TOO_MANY_PIXELS);
    }
    if (shorter < limits.minSide()) {
      throw new UploadRefused(UploadFault.TOO_SMALL);
    }
    if (longer > shorter * limits.maxRatio()) {
      throw new UploadRefused(UploadFault.BAD_RATIO);
    }
    photo = new ScannedPhoto(format, width, height);
  }

  static int uint16(byte[] field, int at) {
    return (field[at] & 0xFF) << 8 | (field[at + 1] & 0xFF);
  }

  /** Four bytes, most significant first. */
  static long uint32(byte[] field, int at) {
    return (long) uint16(field, at) << 16 | uint16(field, at + 2);
  }

  /** As many bytes as said, least significant first. */
  static long littleEndian(byte[] field, int at, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | (field[at + i] & 0xFF);
    }
    return value;
  }
}
