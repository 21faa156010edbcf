package io.lethe.workers.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box of the movie header (ISO/IEC 14496-12, 4.2) in memory. Only paths that are known are gone
 * down, so boxes that nest deeper than any honest ones cost nothing.
 *
 * @param start of the body, as an index into the header
 * @param end behind the body
 */
record ClipBox(ByteBuffer header, String type, int start, int end) {
  /** No honest box has so many; a trap might. */
  private static final int MOST_CHILDREN = 1_000;

  private static final int SHORT = 8;
  private static final int LONG = 16;

  static ClipBox root(ByteBuffer header) {
    return new ClipBox(header, "moov", 0, header.limit());
  }

  int size() {
    return end - start;
  }

  List<ClipBox> children(int offset) throws UnusableClip {
    List<ClipBox> children = new ArrayList<>();
    int at = start + offset;
    while (end - at >= SHORT) {
      long size = Integer.toUnsignedLong(header.getInt(at));
      int head = SHORT;
      if (size == 1) {
        UnusableClip.require(end - at >= LONG);
        size = header.getLong(at + SHORT);
        head = LONG;
      }
      if (size == 0) {
        size = end - at;
      }
      UnusableClip.require(size >= head && size <= end - at);
      UnusableClip.require(children.size() < MOST_CHILDREN);
      children.add(new ClipBox(header, name(at + 4), at + head, at + (int) size));
      at += (int) size;
    }
    return children;
  }

  Optional<ClipBox> child(String type) throws UnusableClip {
    return children(0).stream().filter(box -> box.type().equals(type)).findFirst();
  }

  ClipBox need(String type) throws UnusableClip {
    Optional<ClipBox> child = child(type);
    UnusableClip.require(child.isPresent());
    return child.orElseThrow();
  }

  /** A number of four bytes; an offset beyond the box is a fault of the clip's. */
  long uint32(int offset) throws UnusableClip {
    return Integer.toUnsignedLong(int32(offset));
  }

  int int32(int offset) throws UnusableClip {
    UnusableClip.require(offset >= 0 && offset + 4L <= size());
    return header.getInt(start + offset);
  }

  long int64(int offset) throws UnusableClip {
    UnusableClip.require(offset >= 0 && offset + 8L <= size());
    return header.getLong(start + offset);
  }

  int uint16(int offset) throws UnusableClip {
    UnusableClip.require(offset >= 0 && offset + 2L <= size());
    return Short.toUnsignedInt(header.getShort(start + offset));
  }

  int uint8(int offset) throws UnusableClip {
    UnusableClip.require(offset >= 0 && offset < size());
    return Byte.toUnsignedInt(header.get(start + offset));
  }

  byte[] bytes(int offset, int length) throws UnusableClip {
    UnusableClip.require(offset >= 0 && length >= 0 && (long) offset + length <= size());
    byte[] bytes = new byte[length];
    header.get(start + offset, bytes);
    return bytes;
  }

  byte[] body() throws UnusableClip {
    return bytes(0, size());
  }

  /** The number of a table's rows, which must all be there. */
  int rows(int offset, int bytesEach, int most) throws UnusableClip {
    long rows = uint32(offset);
    UnusableClip.require(rows <= most && offset + 4 + rows * bytesEach <= size());
    return (int) rows;
  }

  private String name(int at) {
    byte[] name = new byte[4];
    header.get(at, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
