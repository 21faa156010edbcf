package io.lethe.workflows.erasure;

import io.lethe.domain.ReceiptId;
import io.lethe.domain.video.Ending;
import io.lethe.workflows.SearchAttributes;
import io.lethe.workflows.StepOptions;
import io.lethe.workflows.WorkflowIds;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@inheritDoc} */
public final class ErasureWorkflowImpl implements ErasureWorkflow {

  /**
   * Between two rounds of a step that failed for a cause that Temporal does not retry: a bug, until
   * it is mended.
   */
  private static final Duration PAUSE_AFTER_REFUSED_STEP = Duration.ofMinutes(10);

  private final ErasureActivities firstTry =
      Workflow.newLocalActivityStub(ErasureActivities.class, StepOptions.firstTryOfErasureStep());
  private final ErasureActivities untilDone =
      Workflow.newActivityStub(ErasureActivities.class, StepOptions.erasureStep());

  private @Nullable Ending ending;
  private boolean videoWorkflowHasEnded;
  private @Nullable ReceiptId receipt;
  private boolean isIssued;

  /** As whoever starts a guardian sets it. */
  private GuardianState shown = GuardianState.WAITING;

  @Override
  public ReceiptId guard(ErasureOrder order) {
    waitForTheEnd(order);
    Workflow.newDetachedCancellationScope(() -> receipt = erase(order)).run();
    return Objects.requireNonNull(receipt);
  }

  private void waitForTheEnd(ErasureOrder order) {
    Workflow.setCurrentDetails(
        "Guards the job. Erases when told to, or at " + order.eraseBy() + ".");
    try {
      Workflow.await(until(order.eraseBy()), () -> ending != null);
    } catch (CanceledFailure cancelled) {
      // Whoever cancels a guardian wants it gone; what it guards has to go first.
      Workflow.setCurrentDetails("Cancelled: erases now.");
    }
  }

  @Override
  public void eraseNow(Ending told) {
    if (ending == null) {
      ending = told;
    }
  }

  @Override
  public void videoEnded(Ending told) {
    videoWorkflowHasEnded = true;
    eraseNow(told);
  }

  private ReceiptId erase(ErasureOrder order) {
    Ending counted = step(order, activities -> activities.beginErasure(order.jobId(), ending));
    Workflow.setCurrentDetails("The key is destroyed. Outcome: " + counted.outcome() + ".");
    if (!videoWorkflowHasEnded) {
      stopVideoWorkflow(order);
    }
    step(
        order,
        activities -> {
          activities.eraseBytes(order.jobId());
          return order.jobId();
        });
    ReceiptId issued = step(order, activities -> activities.issueReceipt(order.jobId()));
    isIssued = true;
    show(
        GuardianState.DONE,
        "Erased, receipt " + issued + ". Looks once more in " + order.secondLookAfter() + ".");
    Workflow.sleep(order.secondLookAfter());
    step(
        order,
        activities -> {
          activities.lookAgain(order.jobId());
          return issued;
        });
    show(GuardianState.DONE, "Erased, receipt " + issued + ". Absence was seen twice.");
    return issued;
  }

  /**
   * Spares the work of a workflow that the tombstone keeps from writing anyway, and lets it stop
   * the rendering. The erasure waits neither for that nor for the answer, which is a failure where
   * no upload ever started one.
   */
  private static void stopVideoWorkflow(ErasureOrder order) {
    Async.procedure(
        Workflow.newUntypedExternalWorkflowStub(WorkflowIds.video(order.jobId()))::cancel);
  }

  /**
   * A healthy step costs one local activity. One that fails goes on as an ordinary activity,
   * retried by the server without end and in plain sight; should even that give up, the loop begins
   * again, so that no failure ends a guardian.
   */
  private <T> T step(ErasureOrder order, Function<ErasureActivities, T> action) {
    try {
      return action.apply(firstTry);
    } catch (ActivityFailure failed) {
      show(
          GuardianState.RETRYING,
          "A step of the erasure fails and is being retried; see pending activities.");
    }
    while (true) {
      Promise<T> done = Async.function(() -> action.apply(untilDone));
      boolean inTime = Workflow.await(until(order.eraseBy()), done::isCompleted);
      if (!inTime && !isIssued) {
        show(
            GuardianState.OVERDUE,
            "The deadline is over, and a step of the erasure still fails; see pending activities.");
      }
      try {
        return done.get();
      } catch (ActivityFailure refused) {
        Workflow.sleep(PAUSE_AFTER_REFUSED_STEP);
      }
    }
  }

  private void show(GuardianState state, String details) {
    if (shown != state) {
      Workflow.upsertTypedSearchAttributes(SearchAttributes.ERASURE.valueSet(state.name()));
      shown = state;
    }
    Workflow.setCurrentDetails(details);
  }

  private static Duration until(Instant instant) {
    Duration left = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), instant);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
