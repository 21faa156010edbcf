package io.lethe.workers.rights;

import io.lethe.domain.rights.RequestId;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.rights.AccessPackages;
import io.lethe.workflows.rights.AnswerActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;

/** Answers requests for access; what a package holds is {@link AccessPackages}' word. */
public final class AccessAnswers implements AnswerActivities {
  private final AccessPackages packages;

  public AccessAnswers(AccessPackages packages) {
    this.packages = packages;
  }

  @Override
  public void prepareAccess(RequestId request) {
    ActivityExecutionContext activity = Activity.getExecutionContext();
    try {
      packages.prepare(request, () -> activity.heartbeat(null));
    } catch (SubjectForgotten overtaken) {
      // An erasure was asked for meanwhile; it has closed this request.
    }
  }
}
