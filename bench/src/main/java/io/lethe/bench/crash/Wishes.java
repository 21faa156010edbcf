package io.lethe.bench.crash;

import io.lethe.bench.crash.Wish.Plan;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every video that the apps of a run wanted. */
final class Wishes {
  private final Random chance;
  private final Queue<Wish> all = new ConcurrentLinkedQueue<>();
  private int made;

  Wishes(Random chance) {
    this.chance = chance;
  }

  synchronized Wish next() {
    Wish wish = new Wish("A slow smile, take " + ++made, plan());
    all.add(wish);
    return wish;
  }

  /** Most collect; the rest leaves a job where only its guardian or its window ends it. */
  private Plan plan() {
    int percent = chance.nextInt(100);
    if (percent < 76) {
      return Plan.COLLECT;
    }
    if (percent < 84) {
      return Plan.LEAVE_UNCOLLECTED;
    }
    return percent < 94 ? Plan.CANCEL : Plan.NEVER_UPLOAD;
  }

  /** Notes the round with every job under way, and counts them. */
  int strike(int round) {
    List<Wish> struck = all.stream().filter(wish -> !wish.isOver()).toList();
    struck.forEach(wish -> wish.struckIn(round));
    return struck.size();
  }

  List<Wish> all() {
    return List.copyOf(all);
  }
}
