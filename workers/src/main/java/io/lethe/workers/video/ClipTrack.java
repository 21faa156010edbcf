package io.lethe.workers.video;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One track of a clip: its samples, cut to what is shown, and no more of its description than a
 * decoder needs.
 *
 * @param entry the sample entry, written anew
 * @param lengthBytes how many bytes stand before each unit of H.264 or HEVC; 0 for sound
 * @param unitsPerSecond the track's clock
 * @param showFrom when the first picture is shown, on that clock: earlier ones are only decoded
 * @param turns by how many quarters the picture is to be turned clockwise
 */
record ClipTrack(
    boolean isVideo,
    boolean isHevc,
    byte[] entry,
    int lengthBytes,
    int width,
    int height,
    long unitsPerSecond,
    long showFrom,
    int turns,
    ClipSamples samples) {

  /**
   * How much may be decoded and not shown before the first picture: reordering needs a few. What
   * was cut off in an editor is longer, and must not leave.
   */
  private static final double MOST_HIDDEN_SECONDS = 0.25;

  /** The first four numbers of the matrix, for each quarter. */
  private static final int[][] QUARTERS = {
    {1, 0, 0, 1}, {0, 1, -1, 0}, {-1, 0, 0, -1}, {0, -1, 1, 0}
  };

  static Optional<ClipTrack> read(ClipBox track, long movieUnits, long fileSize)
      throws UnusableClip {
    ClipBox media = track.need("mdia");
    ClipBox handler = media.need("hdlr");
    String kind = new String(handler.bytes(8, 4), StandardCharsets.ISO_8859_1);
    if (!kind.equals("vide") && !kind.equals("soun")) {
      return Optional.empty();
    }
    boolean video = kind.equals("vide");
    ClipBox mediaHeader = media.need("mdhd");
    long units = mediaHeader.uint32(mediaHeader.uint8(0) == 1 ? 20 : 12);
    UnusableClip.require(units > 0);
    ClipBox table = media.need("minf").need("stbl");
    Optional<ClipEntry> entry = ClipEntry.read(table.need("stsd"), video);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    ClipSamples all = ClipSamples.read(table, fileSize);
    Shown shown = shown(track, all, units, movieUnits);
    ClipBox header = track.need("tkhd");
    return Optional.of(
        new ClipTrack(
            video,
            entry.get().isHevc(),
            entry.get().bytes(),
            entry.get().lengthBytes(),
            entry.get().width(),
            entry.get().height(),
            units,
            shown.from(),
            turns(header, header.uint8(0) == 1 ? 52 : 40),
            cut(all, shown, units, video)));
  }

  double seconds() {
    long end = 0;
    for (int i = 0; i < samples.count(); i++) {
      long length = samples.decodeAt()[i + 1] - samples.decodeAt()[i];
      end = Math.max(end, samples.shownAt(i) + length);
    }
    return (end - showFrom) / (double) unitsPerSecond;
  }

  /** Of the matrix only quarter turns are taken over: that is what phones write. */
  private static int turns(ClipBox header, int at) throws UnusableClip {
    int[] matrix = new int[4];
    for (int i = 0; i < 4; i++) {
      matrix[i] = header.int32(at + (i < 2 ? 4 * i : 4 * i + 4)) >> 16;
    }
    for (int turns = 0; turns < QUARTERS.length; turns++) {
      if (Arrays.equals(QUARTERS[turns], matrix)) {
        return turns;
      }
    }
    return 0;
  }

  /** The transformation matrix, with the picture moved back into view. */
  byte[] matrix() {
    int[] quarter = QUARTERS[turns];
    long right = turns == 1 ? height : turns == 2 ? width : 0;
    long down = turns == 2 ? height : turns == 3 ? width : 0;
    return new ClipBytes()
        .int32((long) quarter[0] << 16)
        .int32((long) quarter[1] << 16)
        .int32(0)
        .int32((long) quarter[2] << 16)
        .int32((long) quarter[3] << 16)
        .int32(0)
        .int32(right << 16)
        .int32(down << 16)
        .int32(0x40000000)
        .toBytes();
  }

  private record Shown(long from, long to) {}

  /** What the edit list leaves of the track: one stretch at the usual speed, or all of it. */
  private static Shown shown(ClipBox track, ClipSamples all, long units, long movieUnits)
      throws UnusableClip {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < all.count(); i++) {
      first = Math.min(first, all.shownAt(i));
    }
    Optional<ClipBox> edits = track.child("edts");
    Optional<ClipBox> list = edits.isPresent() ? edits.get().child("elst") : Optional.empty();
    if (list.isEmpty()) {
      return new Shown(first, Long.MAX_VALUE);
    }
    boolean wide = list.get().uint8(0) == 1;
    int rows = list.get().rows(4, wide ? 20 : 12, 100);
    Optional<Shown> shown = Optional.empty();
    for (int row = 0; row < rows; row++) {
      int at = 8 + row * (wide ? 20 : 12);
      long length = wide ? list.get().int64(at) : list.get().uint32(at);
      long from = wide ? list.get().int64(at + 8) : list.get().int32(at + 4);
      if (from == -1) {
        continue;
      }
      UnusableClip.supported(shown.isEmpty() && list.get().int32(at + (wide ? 16 : 8)) == 0x10000);
      UnusableClip.require(from >= 0 && length >= 0 && length < 1L << 40 && movieUnits > 0);
      long to =
          length == 0 ? Long.MAX_VALUE : from + (length * units + movieUnits - 1) / movieUnits;
      shown = Optional.of(new Shown(Math.max(from, first), to));
    }
    UnusableClip.require(shown.isPresent());
    return shown.get();
  }

  private static ClipSamples cut(ClipSamples all, Shown shown, long units, boolean video)
      throws UnusableClip {
    int from = 0;
    int to = 0;
    for (int i = 0; i < all.count(); i++) {
      if (all.sync()[i] && all.shownAt(i) <= shown.from()) {
        from = i;
      }
      if (all.shownAt(i) < shown.to()) {
        to = i + 1;
      }
    }
    // A stretch of sound needs the one before it to be decoded.
    from = video ? from : Math.max(0, from - 1);
    UnusableClip.require(from < to);
    double hidden = (shown.from() - all.shownAt(from)) / (double) units;
    UnusableClip.supported(hidden <= MOST_HIDDEN_SECONDS);
    return all.part(from, to);
  }

  static Optional<ClipTrack> first(List<ClipTrack> tracks, boolean video) {
    return tracks.stream().filter(track -> track.isVideo() == video).findFirst();
  }
}
