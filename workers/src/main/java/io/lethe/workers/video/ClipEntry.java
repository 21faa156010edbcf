package io.lethe.workers.video;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a track is encoded, written anew: the codec's own configuration, the picture's size, shape
 * and colours, and nothing else that an encoder or an editor left.
 *
 * @param lengthBytes how many bytes stand before each unit of H.264 or HEVC; 0 for sound
 */
record ClipEntry(byte[] bytes, boolean isHevc, int lengthBytes, int width, int height) {
  private static final Set<String> H264 = Set.of("avc1", "avc3");
  private static final Set<String> HEVC = Set.of("hvc1", "hev1");
  private static final int VIDEO_FIELDS = 78;
  private static final int SOUND_FIELDS = 28;

  /** A codec's configuration has some hundred bytes. */
  private static final int MOST_CONFIGURATION = 16_384;

  /** Absent for sound that is not AAC: it is left out. */
  static Optional<ClipEntry> read(ClipBox descriptions, boolean video) throws UnusableClip {
    List<ClipBox> entries = descriptions.children(8);
    UnusableClip.require(!entries.isEmpty());
    UnusableClip.supported(entries.size() == 1 || !video);
    ClipBox entry = entries.get(0);
    if (video) {
      return Optional.of(video(entry));
    }
    return entry.type().equals("mp4a") && entries.size() == 1 ? sound(entry) : Optional.empty();
  }

  private static ClipEntry video(ClipBox entry) throws UnusableClip {
    boolean hevc = HEVC.contains(entry.type());
    UnusableClip.supported(hevc || H264.contains(entry.type()));
    int width = entry.uint16(24);
    int height = entry.uint16(26);
    UnusableClip.require(width > 0 && height > 0);
    ClipBytes fresh =
        new ClipBytes()
            .zeros(6)
            .int16(1)
            .zeros(16)
            .int16(width)
            .int16(height)
            .int32(0x480000)
            .int32(0x480000)
            .zeros(4)
            .int16(1)
            .zeros(32)
            .int16(0x18)
            .int16(0xFFFF);
    List<ClipBox> parts = entry.children(VIDEO_FIELDS);
    int lengthBytes = configuration(parts, hevc, fresh);
    for (ClipBox part : parts) {
      if (part.type().equals("pasp") && part.size() == 8) {
        fresh.box("pasp", new ClipBytes().raw(part.body()));
      }
      if (part.type().equals("colr") && part.size() >= 10 && part.int32(0) == 0x6E636C78) {
        fresh.box("colr", new ClipBytes().raw(part.bytes(0, Math.min(11, part.size()))));
      }
    }
    byte[] box = new ClipBytes().box(entry.type(), fresh).toBytes();
    return new ClipEntry(box, hevc, lengthBytes, width, height);
  }

  private static int configuration(List<ClipBox> parts, boolean hevc, ClipBytes fresh)
      throws UnusableClip {
    String type = hevc ? "hvcC" : "avcC";
    Optional<ClipBox> found = parts.stream().filter(part -> part.type().equals(type)).findFirst();
    UnusableClip.require(found.isPresent() && found.get().size() <= MOST_CONFIGURATION);
    ClipBox configuration = found.get();
    fresh.box(type, new ClipBytes().raw(hevc ? hevc(configuration) : configuration.body()));
    return (configuration.uint8(hevc ? 21 : 4) & 3) + 1;
  }

  /** Only the three kinds of parameter sets: messages can be hidden among them. */
  private static byte[] hevc(ClipBox configuration) throws UnusableClip {
    ClipBytes kept = new ClipBytes();
    int arrays = configuration.uint8(22);
    int keptArrays = 0;
    int at = 23;
    for (int array = 0; array < arrays; array++) {
      int begin = at;
      int kind = configuration.uint8(at) & 0x3F;
      int units = configuration.uint16(at + 1);
      at += 3;
      for (int unit = 0; unit < units; unit++) {
        at += 2 + configuration.uint16(at);
      }
      if (kind >= 32 && kind <= 34) {
        kept.raw(configuration.bytes(begin, at - begin));
        keptArrays++;
      }
    }
    return new ClipBytes()
        .raw(configuration.bytes(0, 22))
        .int8(keptArrays)
        .raw(kept.toBytes())
        .toBytes();
  }

  private static Optional<ClipEntry> sound(ClipBox entry) throws UnusableClip {
    int version = entry.uint16(8);
    int channels = entry.uint16(16);
    int more = version == 1 ? 16 : version == 2 ? 36 : 0;
    Optional<byte[]> config = AacConfig.find(entry.children(SOUND_FIELDS + more));
    if (config.isEmpty()) {
      return Optional.empty();
    }
    ClipBytes fresh =
        new ClipBytes()
            .zeros(6)
            .int16(1)
            .zeros(8)
            .int16(version == 2 ? 2 : channels)
            .int16(16)
            .zeros(4)
            .int32(version == 2 ? 48_000L << 16 : entry.uint32(24))
            .box("esds", AacConfig.esds(config.get()));
    byte[] box = new ClipBytes().box("mp4a", fresh).toBytes();
    return Optional.of(new ClipEntry(box, false, 0, 0, 0));
  }
}
