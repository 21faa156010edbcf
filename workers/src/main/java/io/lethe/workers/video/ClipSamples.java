package io.lethe.workers.video;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where each sample of a track lies and when it is shown, read from its sample table (ISO/IEC
 * 14496-12, 8.6 and 8.7). Everything is bounded before anything is allocated, and no sample lies
 * outside of the file.
 *
 * @param decodeAt when each is decoded, in units of the track, with the end behind the last
 * @param showAfter how long after that each is shown
 * @param sync which of them can be decoded without another
 */
record ClipSamples(long[] offsets, int[] sizes, long[] decodeAt, int[] showAfter, boolean[] sync) {
  /** Half a minute at 60 frames a second has 1,800; sound has fewer. */
  static final int MOST = 100_000;

  static ClipSamples read(ClipBox table, long fileSize) throws UnusableClip {
    int[] sizes = sizes(table);
    UnusableClip.require(sizes.length > 0);
    long total = 0;
    for (int size : sizes) {
      total += size;
    }
    // Samples that share bytes would make much out of little.
    UnusableClip.require(total <= fileSize);
    return new ClipSamples(
        offsets(table, sizes, fileSize),
        sizes,
        decodeAt(table, sizes.length),
        showAfter(table, sizes.length),
        sync(table, sizes.length));
  }

  int count() {
    return sizes.length;
  }

  long shownAt(int sample) {
    return decodeAt[sample] + showAfter[sample];
  }

  /** Those from one sample to before another. */
  ClipSamples part(int from, int to) {
    return new ClipSamples(
        Arrays.copyOfRange(offsets, from, to),
        Arrays.copyOfRange(sizes, from, to),
        Arrays.copyOfRange(decodeAt, from, to + 1),
        Arrays.copyOfRange(showAfter, from, to),
        Arrays.copyOfRange(sync, from, to));
  }

  private static int[] sizes(ClipBox table) throws UnusableClip {
    ClipBox box = table.need("stsz");
    long each = box.uint32(4);
    long count = box.uint32(8);
    UnusableClip.require(count <= MOST && each <= Integer.MAX_VALUE);
    int[] sizes = new int[(int) count];
    if (each > 0) {
      Arrays.fill(sizes, (int) each);
      return sizes;
    }
    box.rows(8, 4, MOST);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = box.int32(12 + 4 * i);
      UnusableClip.require(sizes[i] >= 0);
    }
    return sizes;
  }

  private static long[] offsets(ClipBox table, int[] sizes, long fileSize) throws UnusableClip {
    Optional<ClipBox> wide = table.child("co64");
    ClipBox chunks = wide.isPresent() ? wide.get() : table.need("stco");
    int each = wide.isPresent() ? 8 : 4;
    int chunkCount = chunks.rows(4, each, MOST);
    ClipBox runs = table.need("stsc");
    int runCount = runs.rows(4, 12, MOST);
    long[] offsets = new long[sizes.length];
    int sample = 0;
    int run = 0;
    for (int chunk = 1; chunk <= chunkCount && sample < sizes.length; chunk++) {
      while (run + 1 < runCount && runs.uint32(8 + 12 * (run + 1)) <= chunk) {
        run++;
      }
      UnusableClip.require(run < runCount && runs.uint32(8 + 12 * run) <= chunk);
      UnusableClip.supported(runs.uint32(8 + 12 * run + 8) == 1);
      long inChunk = runs.uint32(8 + 12 * run + 4);
      long at = each == 8 ? chunks.int64(8 + 8 * (chunk - 1)) : chunks.uint32(8 + 4 * (chunk - 1));
      for (long i = 0; i < inChunk && sample < sizes.length; i++) {
        UnusableClip.require(at >= 0 && at <= fileSize - sizes[sample]);
        offsets[sample] = at;
        at += sizes[sample++];
      }
    }
    UnusableClip.require(sample == sizes.length);
    return offsets;
  }

  private static long[] decodeAt(ClipBox table, int count) throws UnusableClip {
    ClipBox box = table.need("stts");
    int runs = box.rows(4, 8, MOST);
    long[] times = new long[count + 1];
    int sample = 0;
    for (int run = 0; run < runs; run++) {
      long length = box.uint32(8 + 8 * run);
      long delta = box.uint32(12 + 8 * run);
      for (long i = 0; i < length && sample < count; i++) {
        times[sample + 1] = times[sample] + delta;
        sample++;
      }
    }
    UnusableClip.require(sample == count);
    return times;
  }

  private static int[] showAfter(ClipBox table, int count) throws UnusableClip {
    int[] after = new int[count];
    Optional<ClipBox> box = table.child("ctts");
    if (box.isPresent()) {
      int runs = box.get().rows(4, 8, MOST);
      int sample = 0;
      for (int run = 0; run < runs; run++) {
        long length = box.get().uint32(8 + 8 * run);
        int offset = box.get().int32(12 + 8 * run);
        for (long i = 0; i < length && sample < count; i++) {
          after[sample++] = offset;
        }
      }
    }
    return after;
  }

  private static boolean[] sync(ClipBox table, int count) throws UnusableClip {
    boolean[] sync = new boolean[count];
    Optional<ClipBox> box = table.child("stss");
    if (box.isEmpty()) {
      Arrays.fill(sync, true);
      return sync;
    }
    int rows = box.get().rows(4, 4, MOST);
    for (int i = 0; i < rows; i++) {
      long number = box.get().uint32(8 + 4 * i);
      UnusableClip.require(number >= 1 && number <= count);
      sync[(int) number - 1] = true;
    }
    return sync;
  }
}
