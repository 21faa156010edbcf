package io.lethe.bench;

import java.util.Collection;

/** Of a handful of measured times, in nanoseconds. */
record Percentiles(long[] sorted) {

  static Percentiles of(Collection<Long> nanos) {
    return new Percentiles(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  double millis(double percentile) {
    int index = (int) Math.ceil(percentile / 100 * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1e6;
  }

  @Override
  public String toString() {
    return sorted.length == 0
        ? "nothing measured"
        : "p50 %.0f ms, p99 %.0f ms, %d measured".formatted(millis(50), millis(99), sorted.length);
  }
}
