package io.lethe.workers.rights;

import io.lethe.storage.rights.RequestCourse;
import io.lethe.workers.erasure.Sweep;
import io.lethe.workflows.rights.RightsCalls;
import java.time.Duration;

/**
 * Sees to it that every open request has a workflow, and that this has looked at every change:
 * whoever opened or changed it may have died before saying so, or Temporal was away, or somebody
 * terminated the workflow. No request and no decision is forgotten by accident.
 */
public final class OpenRequests implements Sweep {
  /** Whoever opens or changes a request tells its workflow within seconds. */
  private static final Duration BEFORE = Duration.ofMinutes(1);

  private static final int IN_A_ROUND = 200;

  private final RequestCourse course;
  private final RightsCalls workflows;

  public OpenRequests(RequestCourse course, RightsCalls workflows) {
    this.course = course;
    this.workflows = workflows;
  }

  @Override
  public String name() {
    return "open-requests";
  }

  /** Returns 0: it erases nothing by itself. */
  @Override
  public long sweep() {
    course.unseen(BEFORE, IN_A_ROUND).forEach(workflows::changed);
    course.someOpen(BEFORE, IN_A_ROUND).forEach(workflows::ensureStarted);
    return 0;
  }
}
