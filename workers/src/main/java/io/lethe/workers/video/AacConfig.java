package io.lethe.workers.video;

import java.util.List;
import java.util.Optional;

/** The few bytes that an AAC decoder needs, among the descriptors of ISO/IEC 14496-1, 7.2.6. */
final class AacConfig {
  private static final int ES = 3;
  private static final int DECODER_CONFIG = 4;
  private static final int DECODER_SPECIFIC = 5;
  private static final int SYNC_LAYER = 6;
  private static final int MOST_BYTES = 64;

  private AacConfig() {}

  static Optional<byte[]> find(List<ClipBox> parts) throws UnusableClip {
    for (ClipBox part : parts) {
      if (part.type().equals("esds")) {
        return in(part);
      }
      if (part.type().equals("wave")) {
        return find(part.children(0).stream().filter(box -> box.type().equals("esds")).toList());
      }
    }
    return Optional.empty();
  }

  /** Goes down from descriptor to descriptor; each begins with a tag and a length. */
  private static Optional<byte[]> in(ClipBox esds) throws UnusableClip {
    int at = 4;
    while (at < esds.size()) {
      int tag = esds.uint8(at++);
      int length = 0;
      int digit;
      int digits = 0;
      do {
        digit = esds.uint8(at++);
        length = length << 7 | (digit & 0x7F);
        UnusableClip.require(++digits <= 4);
      } while ((digit & 0x80) != 0);
      if (tag == ES) {
        // A stream that depends on another, or lies elsewhere, is none of a phone's.
        UnusableClip.supported((esds.uint8(at + 2) & 0xE0) == 0);
        at += 3;
      } else if (tag == DECODER_CONFIG) {
        at += 13;
      } else if (tag == DECODER_SPECIFIC) {
        return length > 0 && length <= MOST_BYTES
            ? Optional.of(esds.bytes(at, length))
            : Optional.empty();
      } else {
        at += length;
      }
    }
    return Optional.empty();
  }

  static ClipBytes esds(byte[] config) {
    int decoder = 13 + 2 + config.length;
    return new ClipBytes()
        .zeros(4)
        .int8(ES)
        .int8(3 + 2 + decoder + 3)
        .int16(0)
        .int8(0)
        .int8(DECODER_CONFIG)
        .int8(decoder)
        .int8(0x40)
        .int8(0x15)
        .zeros(11)
        .int8(DECODER_SPECIFIC)
        .int8(config.length)
        .raw(config)
        .int8(SYNC_LAYER)
        .int8(1)
        .int8(2);
  }
}
