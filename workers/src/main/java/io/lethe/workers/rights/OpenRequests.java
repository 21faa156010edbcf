package io.lethe.workers.rights;

import io.lethe.storage.rights.RightsRequests;
import io.lethe.workers.erasure.Sweep;
import io.lethe.workflows.rights.RightsCalls;
import java.time.Duration;

/**
 * Sees to it that every open request has a workflow: whoever opened it may have died before
 * starting one, or Temporal was away, or somebody terminated it. No request is forgotten by
 * accident.
 */
public final class OpenRequests implements Sweep {
  /** Whoever opens a request starts its workflow within seconds. */
  private static final Duration OPENED_BEFORE = Duration.ofMinutes(1);

  private static final int IN_A_ROUND = 200;

  private final RightsRequests requests;
  private final RightsCalls workflows;

  public OpenRequests(RightsRequests requests, RightsCalls workflows) {
    this.requests = requests;
    this.workflows = workflows;
  }

  @Override
  public String name() {
    return "open-requests";
  }

  /** Returns 0: it erases nothing by itself. */
  @Override
  public long sweep() {
    requests.someOpen(OPENED_BEFORE, IN_A_ROUND).forEach(workflows::ensureStarted);
    return 0;
  }
}
