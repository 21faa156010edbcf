package io.lethe.bench.crash;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * What is struck when: every blow at every point, in an order drawn from the seed, with a blow at
 * any time after each third. Temporal's data is lost now and then, and at the end.
 */
final class Rounds {
  private static final List<Blow> KILLS =
      List.of(Blow.API, Blow.WORKER, Blow.TEMPORAL, Blow.LEDGER);
  private static final List<Point> WHERE_DISKS_FILL =
      List.of(Point.UPLOADING, Point.SANITISING, Point.FETCHING);
  private static final int ANY_TIME_AFTER = 3;

  /** Each ends the workflow of every job under way: not so often that no job lives long. */
  private static final int DATA_LOST_EVERY = 20;

  record Next(Point point, Blow blow) {}

  private final Random chance;
  private final int count;
  private final boolean diskCanBeFilled;
  private final Deque<Next> atPoints = new ArrayDeque<>();
  private int given;

  Rounds(Random chance, int count, boolean diskCanBeFilled) {
    this.chance = chance;
    this.count = count;
    this.diskCanBeFilled = diskCanBeFilled;
  }

  boolean hasNext() {
    return given < count;
  }

  Next next() {
    given++;
    if (given == count || given % DATA_LOST_EVERY == 0) {
      return new Next(Point.ANY_TIME, Blow.TEMPORAL_LOST);
    }
    if (given % (ANY_TIME_AFTER + 1) == 0) {
      return new Next(Point.ANY_TIME, KILLS.get(chance.nextInt(KILLS.size())));
    }
    if (atPoints.isEmpty()) {
      shuffle();
    }
    return atPoints.remove();
  }

  private void shuffle() {
    List<Next> all = new ArrayList<>();
    for (Point point : Point.values()) {
      if (point != Point.ANY_TIME) {
        KILLS.forEach(blow -> all.add(new Next(point, blow)));
      }
    }
    if (diskCanBeFilled) {
      WHERE_DISKS_FILL.forEach(point -> all.add(new Next(point, Blow.FULL_DISK)));
    }
    Collections.shuffle(all, chance);
    atPoints.addAll(all);
  }
}
