package io.lethe.bench.crash;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** One video that an app wanted, and all that the app saw of it. */
final class Wish {
  /** What the app does with it. */
  enum Plan {
    COLLECT,
    LEAVE_UNCOLLECTED,
    CANCEL,
    NEVER_UPLOAD
  }

  private final String prompt;
  private final Plan plan;
  private final Set<Integer> struckIn = new ConcurrentSkipListSet<>();
  private volatile @Nullable String job;
  private volatile boolean whole;
  private volatile boolean over;
  private volatile @Nullable String trouble;

  Wish(String prompt, Plan plan) {
    this.prompt = prompt;
    this.plan = plan;
  }

  String prompt() {
    return prompt;
  }

  Plan plan() {
    return plan;
  }

  void ordered(String id) {
    job = id;
  }

  /** Absent as long as no order of it was answered. */
  @Nullable String job() {
    return job;
  }

  /** The video is with the app, to its last byte. */
  void haveWhole() {
    whole = true;
  }

  boolean isWhole() {
    return whole;
  }

  void end(@Nullable String why) {
    trouble = why;
    over = true;
  }

  boolean isOver() {
    return over;
  }

  /** What the app could not make sense of. */
  @Nullable String trouble() {
    return trouble;
  }

  void struckIn(int round) {
    struckIn.add(round);
  }

  Set<Integer> strikes() {
    return struckIn;
  }
}
