package io.lethe.workers.video;

import java.util.List;

/**
 * The header of the clip that leaves: written anew from tables and codec configuration, with times
 * of creation zeroed, no names, and no box for notes of any kind. The samples follow it, each track
 * in one piece.
 */
final class ClipHeader {
  private static final int MOVIE_UNITS = 1_000;

  private ClipHeader() {}

  /**
   * @param sizes of the samples of each track, as they leave
   */
  static byte[] of(List<ClipTrack> tracks, List<int[]> sizes) {
    byte[] type =
        new ClipBytes()
            .box("ftyp", new ClipBytes().text("isom").int32(512).text("isomiso2mp41"))
            .toBytes();
    long media = sizes.stream().mapToLong(ClipHeader::sum).sum();
    // Its length does not depend on where the samples lie.
    int length = type.length + movie(tracks, sizes, 0).size() + 8;
    return new ClipBytes()
        .raw(type)
        .raw(movie(tracks, sizes, length).toBytes())
        .int32(8 + media)
        .text("mdat")
        .toBytes();
  }

  static long sum(int[] sizes) {
    long sum = 0;
    for (int size : sizes) {
      sum += size;
    }
    return sum;
  }

  private static ClipBytes movie(List<ClipTrack> tracks, List<int[]> sizes, long mediaAt) {
    double longest = tracks.stream().mapToDouble(ClipTrack::seconds).max().orElse(0);
    ClipBytes header =
        new ClipBytes()
            .zeros(12)
            .int32(MOVIE_UNITS)
            .int32(Math.round(longest * MOVIE_UNITS))
            .int32(0x10000)
            .int16(0x100)
            .zeros(10)
            .raw(upright())
            .zeros(24)
            .int32(tracks.size() + 1);
    ClipBytes movie = new ClipBytes().box("mvhd", header);
    long at = mediaAt;
    for (int i = 0; i < tracks.size(); i++) {
      movie.box("trak", track(tracks.get(i), i + 1, sizes.get(i), at));
      at += sum(sizes.get(i));
    }
    return new ClipBytes().box("moov", movie);
  }

  private static byte[] upright() {
    return new ClipBytes()
        .int32(0x10000)
        .zeros(12)
        .int32(0x10000)
        .zeros(12)
        .int32(0x40000000)
        .toBytes();
  }

  private static ClipBytes track(ClipTrack track, int id, int[] sizes, long at) {
    long length = Math.round(track.seconds() * MOVIE_UNITS);
    ClipBytes header =
        new ClipBytes()
            .int32(3)
            .zeros(8)
            .int32(id)
            .zeros(4)
            .int32(length)
            .zeros(12)
            .int16(track.isVideo() ? 0 : 0x100)
            .zeros(2)
            .raw(track.isVideo() ? track.matrix() : upright())
            .int32((long) track.width() << 16)
            .int32((long) track.height() << 16);
    long base = track.samples().decodeAt()[0];
    ClipBytes edit =
        new ClipBytes()
            .int32(0)
            .int32(1)
            .int32(length)
            .int32(track.showFrom() - base)
            .int32(0x10000);
    return new ClipBytes()
        .box("tkhd", header)
        .box("edts", new ClipBytes().box("elst", edit))
        .box("mdia", media(track, sizes, at));
  }

  private static ClipBytes media(ClipTrack track, int[] sizes, long at) {
    long[] times = track.samples().decodeAt();
    ClipBytes header =
        new ClipBytes()
            .zeros(12)
            .int32(track.unitsPerSecond())
            .int32(times[times.length - 1] - times[0])
            .int16(0x55C4)
            .int16(0);
    ClipBytes handler = new ClipBytes().zeros(8).text(track.isVideo() ? "vide" : "soun").zeros(13);
    ClipBytes place = new ClipBytes().int32(0).int32(1).box("url ", new ClipBytes().int32(1));
    ClipBytes info =
        track.isVideo()
            ? new ClipBytes().box("vmhd", new ClipBytes().int32(1).zeros(8))
            : new ClipBytes().box("smhd", new ClipBytes().zeros(8));
    info.box("dinf", new ClipBytes().box("dref", place)).box("stbl", table(track, sizes, at));
    return new ClipBytes().box("mdhd", header).box("hdlr", handler).box("minf", info);
  }

  private static ClipBytes table(ClipTrack track, int[] sizes, long at) {
    ClipSamples samples = track.samples();
    ClipBytes durations = new ClipBytes().int32(0).int32(sizes.length);
    ClipBytes delays = new ClipBytes().int32(1L << 24).int32(sizes.length);
    ClipBytes sync = new ClipBytes();
    ClipBytes lengths = new ClipBytes().zeros(8).int32(sizes.length);
    int syncs = 0;
    boolean delayed = false;
    for (int i = 0; i < sizes.length; i++) {
      durations.int32(1).int32(samples.decodeAt()[i + 1] - samples.decodeAt()[i]);
      delays.int32(1).int32(samples.showAfter()[i]);
      delayed |= samples.showAfter()[i] != 0;
      lengths.int32(sizes[i]);
      if (samples.sync()[i]) {
        sync.int32(i + 1L);
        syncs++;
      }
    }
    ClipBytes table =
        new ClipBytes()
            .box("stsd", new ClipBytes().int32(0).int32(1).raw(track.entry()))
            .box("stts", durations);
    if (delayed) {
      table.box("ctts", delays);
    }
    if (syncs < sizes.length) {
      table.box("stss", new ClipBytes().int32(0).int32(syncs).raw(sync.toBytes()));
    }
    return table
        .box("stsc", new ClipBytes().int32(0).int32(1).int32(1).int32(sizes.length).int32(1))
        .box("stsz", lengths)
        .box("stco", new ClipBytes().int32(0).int32(1).int32(at));
  }
}
