package io.lethe.workflows.rights;

import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.workflows.StepOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@inheritDoc} */
public final class RightsWorkflowImpl implements RightsWorkflow {
  /** Between two rounds of a step that failed for a cause that is not retried: a bug. */
  private static final Duration PAUSE_AFTER_REFUSED_STEP = Duration.ofMinutes(10);

  /** However far a date is, it is looked at again by then. */
  private static final Duration LONGEST_SLEEP = Duration.ofDays(30);

  private final RequestActivities ledger =
      Workflow.newLocalActivityStub(RequestActivities.class, StepOptions.ledgerStep());
  private final DeletionActivities deletion =
      Workflow.newActivityStub(DeletionActivities.class, StepOptions.rightsStep());
  private final AnswerActivities answers =
      Workflow.newActivityStub(AnswerActivities.class, StepOptions.rightsStep());

  private boolean changed;

  @Override
  public void answer(RequestId request) {
    @Nullable Promise<Void> work = null;
    while (true) {
      // Before the ledger is read: a change that comes meanwhile is not missed.
      changed = false;
      RequestStanding standing = ledger.standing(request);
      Right right = standing.right();
      if (right == null || standing.closed()) {
        Workflow.setCurrentDetails("Closed.");
        return;
      }
      if (work == null && standing.cleared()) {
        work = Async.procedure(() -> carryOut(request, right));
      }
      await(standing, work);
      if (work != null && work.isCompleted()) {
        work = outcome(work);
      }
      ledger.lookAtClock(request);
    }
  }

  @Override
  public void changed() {
    changed = true;
  }

  private void await(RequestStanding standing, @Nullable Promise<Void> work) {
    Workflow.setCurrentDetails(
        work == null
            ? "Waits to be verified and approved."
            : "Is being carried out; see pending activities.");
    Duration left =
        Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), standing.wakeAt());
    Duration sleep = left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left;
    Workflow.await(
        sleep.isNegative() ? Duration.ZERO : sleep,
        () -> changed || (work != null && work.isCompleted()));
  }

  /** Nothing, so that it begins again where it was not done; what is done closes the request. */
  private static @Nullable Promise<Void> outcome(Promise<Void> work) {
    try {
      work.get();
    } catch (ActivityFailure refused) {
      if (refused.getCause() instanceof CanceledFailure) {
        throw refused;
      }
      Workflow.setCurrentDetails("A step was refused; all is tried again in a while.");
      Workflow.sleep(PAUSE_AFTER_REFUSED_STEP);
    }
    return null;
  }

  private void carryOut(RequestId request, Right right) {
    if (!ledger.beginRequest(request)) {
      return;
    }
    switch (right) {
      case ACCESS -> answers.prepareAccess(request);
      case DELETION -> erase(request);
      case CORRECTION -> answers.correct(request);
      case MARKETING_OPT_OUT -> answers.stopMarketing(request);
    }
  }

  private void erase(RequestId request) {
    deletion.beginDeletion(request);
    deletion.eraseJobs(request);
    deletion.eraseHistories(request);
    deletion.eraseHoldings(request);
    deletion.issueDeletionReceipt(request);
  }
}
