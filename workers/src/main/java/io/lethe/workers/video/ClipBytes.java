package io.lethe.workers.video;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Boxes being written. */
final class ClipBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ClipBytes int8(int value) {
    bytes.write(value);
    return this;
  }

  ClipBytes int16(int value) {
    return int8(value >> 8).int8(value);
  }

  ClipBytes int32(long value) {
    return int16((int) (value >> 16)).int16((int) value);
  }

  ClipBytes text(String latin1) {
    return raw(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  ClipBytes raw(byte[] some) {
    bytes.writeBytes(some);
    return this;
  }

  ClipBytes zeros(int count) {
    return raw(new byte[count]);
  }

  /** A box with the content of another. */
  ClipBytes box(String type, ClipBytes content) {
    return int32(8L + content.size()).text(type).raw(content.toBytes());
  }

  int size() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
