package io.lethe.dev.absence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What all the looking came to. Several threads look at the same time. */
final class Tally {
  private final Set<String> places = new LinkedHashSet<>();
  private final Set<Hit> hits = new LinkedHashSet<>();
  private long looks;
  private long bytes;

  synchronized void add(String place, ByteSearch.Result result) {
    places.add(place);
    looks++;
    bytes += result.bytes();
    result.found().forEach(needle -> hits.add(new Hit(needle.marker(), needle.encoding(), place)));
  }

  synchronized int places() {
    return places.size();
  }

  /** How often any place was searched. */
  synchronized long looks() {
    return looks;
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized List<Hit> hits() {
    return new ArrayList<>(hits);
  }
}
