package io.lethe.workers.rights;

import io.lethe.domain.rights.RequestId;
import io.lethe.storage.rights.RequestCourse;
import io.lethe.workflows.rights.RequestActivities;
import io.lethe.workflows.rights.RequestStanding;
import java.time.Instant;

/** The short steps of a request, each one transaction on the ledger. */
public final class LedgerRequestSteps implements RequestActivities {
  private final RequestCourse course;

  public LedgerRequestSteps(RequestCourse course) {
    this.course = course;
  }

  @Override
  public RequestStanding standing(RequestId request) {
    return course
        .standing(request)
        .map(
            known ->
                new RequestStanding(known.right(), known.closed(), known.cleared(), known.wakeAt()))
        .orElseGet(() -> new RequestStanding(null, true, false, Instant.EPOCH));
  }

  @Override
  public void lookAtClock(RequestId request) {
    course.lookAtClock(request);
  }

  @Override
  public boolean beginRequest(RequestId request) {
    return course.begin(request);
  }
}
