package io.lethe.workflows.rights;

import io.lethe.domain.rights.RequestId;
import io.temporal.activity.ActivityInterface;

/** Short steps on the ledger, run as local activities. Each may be repeated at any time. */
@ActivityInterface
public interface RequestActivities {

  /** Where the request is; closed if it is not kept any more. */
  RequestStanding standing(RequestId request);

  /** Reminds staff of the dates that have come, each once, and flags what is overdue. */
  void lookAtClock(RequestId request);

  /**
   * Carrying it out begins.
   *
   * @return false if it was closed or held meanwhile: then nothing is to be done
   */
  boolean beginRequest(RequestId request);
}
