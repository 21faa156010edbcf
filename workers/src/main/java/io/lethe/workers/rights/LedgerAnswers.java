package io.lethe.workers.rights;

import io.lethe.domain.rights.RequestId;
import io.lethe.storage.account.TooSoon;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.rights.AccessPackages;
import io.lethe.storage.rights.Corrections;
import io.lethe.storage.rights.Rights;
import io.lethe.storage.rights.RightsRequests;
import io.lethe.workflows.rights.AnswerActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;

/**
 * Answers requests; what a package holds is {@link AccessPackages}' word, what can be put right
 * {@link Corrections}'.
 */
public final class LedgerAnswers implements AnswerActivities {
  /** Whoever follows a link waits to see what came of it. */
  private static final Duration CONFIRMATION_ASKED_AGAIN = Duration.ofSeconds(10);

  private final RightsRequests requests;
  private final AccessPackages packages;
  private final Corrections corrections;

  public LedgerAnswers(Rights rights) {
    this.requests = rights.requests();
    this.packages = rights.packages();
    this.corrections = rights.corrections();
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

  @Override
  public void correct(RequestId request) {
    try {
      if (!corrections.carryOut(request)) {
        throw NotYet.of("address waits to be confirmed", 1, CONFIRMATION_ASKED_AGAIN);
      }
    } catch (TooSoon soon) {
      throw NotYet.of("mail was sent a moment ago", 1, soon.waitFor());
    } catch (SubjectForgotten overtaken) {
      // An erasure was asked for meanwhile; it has closed this request.
    }
  }

  @Override
  public void stopMarketing(RequestId request) {
    requests.carryOutObjection(request);
  }
}
