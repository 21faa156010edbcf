package io.lethe.workers.video;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a track's samples leaves: of pictures, the units that a decoder needs (ITU-T H.264 table
 * 7-1, H.265 table 7-1). The messages among them, in which cameras and encoders write what they
 * like, stay behind.
 */
final class ClipUnits {
  /** One picture has a few dozen slices at most. */
  private static final int MOST_IN_A_SAMPLE = 1_000;

  private static final int MOST_RANGES = 500_000;

  private final ChannelImageInput clip;
  private final List<Range> ranges = new ArrayList<>();

  /** Bytes of the clip that are taken over as they are. */
  record Range(long from, int length) {}

  ClipUnits(ChannelImageInput clip) {
    this.clip = clip;
  }

  List<Range> ranges() {
    return ranges;
  }

  /** Adds a track's bytes, and returns how many are left of each sample. */
  int[] take(ClipTrack track) throws IOException, UnusableClip {
    ClipSamples samples = track.samples();
    int[] left = new int[samples.count()];
    for (int i = 0; i < left.length; i++) {
      left[i] =
          track.lengthBytes() == 0
              ? whole(samples.offsets()[i], samples.sizes()[i])
              : units(track, samples.offsets()[i], samples.sizes()[i]);
    }
    return left;
  }

  private int whole(long from, int size) throws UnusableClip {
    add(from, size);
    return size;
  }

  private int units(ClipTrack track, long from, int size) throws IOException, UnusableClip {
    long end = from + size;
    long at = from;
    int kept = 0;
    for (int unit = 0; at < end; unit++) {
      UnusableClip.require(unit < MOST_IN_A_SAMPLE && end - at > track.lengthBytes());
      clip.seek(at);
      long length = 0;
      for (int i = 0; i < track.lengthBytes(); i++) {
        length = length << 8 | clip.read();
      }
      int first = clip.read();
      long whole = track.lengthBytes() + length;
      UnusableClip.require(first >= 0 && length > 0 && whole <= end - at);
      if (isNeeded(first, track.isHevc())) {
        add(at, (int) whole);
        kept += (int) whole;
      }
      at += whole;
    }
    UnusableClip.require(kept > 0);
    return kept;
  }

  private static boolean isNeeded(int first, boolean hevc) {
    if (hevc) {
      int type = first >> 1 & 0x3F;
      return type <= 9 || (type >= 16 && type <= 21) || (type >= 32 && type <= 37);
    }
    int type = first & 0x1F;
    return (type >= 1 && type <= 5) || (type >= 7 && type <= 11);
  }

  private void add(long from, int length) throws UnusableClip {
    if (!ranges.isEmpty()) {
      Range last = ranges.get(ranges.size() - 1);
      if (last.from() + last.length() == from && last.length() + (long) length < 1 << 20) {
        ranges.set(ranges.size() - 1, new Range(last.from(), last.length() + length));
        return;
      }
    }
    UnusableClip.require(ranges.size() < MOST_RANGES);
    ranges.add(new Range(from, length));
  }
}
