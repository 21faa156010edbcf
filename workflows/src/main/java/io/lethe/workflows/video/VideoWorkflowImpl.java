package io.lethe.workflows.video;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.workflows.EndingFailure;
import io.lethe.workflows.SearchAttributes;
import io.lethe.workflows.StepOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** {@inheritDoc} */
public final class VideoWorkflowImpl implements VideoWorkflow {

  private final JobActivities jobs =
      Workflow.newLocalActivityStub(JobActivities.class, StepOptions.ledgerStep());
  private final JobActivities uploads =
      Workflow.newLocalActivityStub(JobActivities.class, StepOptions.eraseUploads());
  private final JobActivities receipts =
      Workflow.newLocalActivityStub(JobActivities.class, StepOptions.awaitReceipt());
  private final PhotoActivities photos =
      Workflow.newActivityStub(PhotoActivities.class, StepOptions.sanitise());
  private final GenerationActivities submission =
      Workflow.newActivityStub(GenerationActivities.class, StepOptions.submit());
  private final GenerationActivities rendering =
      Workflow.newActivityStub(GenerationActivities.class, StepOptions.fetchVideo());
  private final GenerationActivities cancellation =
      Workflow.newActivityStub(GenerationActivities.class, StepOptions.cancelRendering());

  private final Set<UploadRole> received = EnumSet.noneOf(UploadRole.class);
  private boolean collected;
  private boolean isWithProvider;
  private Reason reasonOnTimeout = Reason.INTERNAL;

  /** What the guardian is told when a bug throws past every catch. */
  private Ending ending = Ending.failed(Reason.INTERNAL);

  /** A bug ends the workflow, after its erase, instead of having its task retried for ever. */
  @Override
  public Ending make(VideoOrder order) {
    try {
      return makeAndForget(order);
    } catch (TemporalFailure decided) {
      throw decided;
    } catch (RuntimeException bug) {
      throw ApplicationFailure.newNonRetryableFailureWithCause(
          "There is a bug in the workflow.", "BUG", bug);
    }
  }

  private Ending makeAndForget(VideoOrder order) {
    try {
      ending = produce(order);
    } catch (CanceledFailure cancelled) {
      ending = Ending.of(Outcome.CANCELLED);
    } catch (ActivityFailure failed) {
      ending =
          failed.getCause() instanceof CanceledFailure
              ? Ending.of(Outcome.CANCELLED)
              : EndingFailure.endingOf(failed, reasonOnTimeout);
    } finally {
      // Also entered when the SDK evicts this workflow from its cache: nothing but steps may stand
      // here.
      Workflow.newDetachedCancellationScope(() -> forget(order)).run();
    }
    return ending;
  }

  @Override
  public void uploaded(UploadRole role) {
    received.add(role);
  }

  @Override
  public void collected() {
    collected = true;
  }

  private Ending produce(VideoOrder order) {
    JobId job = order.jobId();
    Workflow.await(() -> received.containsAll(order.roles()));
    jobs.requireConsent(job);

    Workflow.setCurrentDetails("Inspects and sanitises the upload.");
    for (UploadRole role : UploadRole.values()) {
      if (order.roles().contains(role)) {
        photos.sanitise(job, role);
      }
    }

    enter(JobState.RENDERING, "Sends the sanitised file and the prompt to the provider.");
    isWithProvider = true;
    reasonOnTimeout = Reason.PROVIDER_UNAVAILABLE;
    submission.submit(job);

    Workflow.setCurrentDetails(
        "Waits for the provider; a pending activity asks it from time to time.");
    reasonOnTimeout = Reason.RENDER_TIMED_OUT;
    rendering.fetchVideo(job);
    isWithProvider = false;

    eraseUploadsEarly(job);
    return deliver(order);
  }

  /**
   * The sooner the better, but no reason to withhold a video: the guardian erases what this can't.
   */
  private void eraseUploadsEarly(JobId job) {
    try {
      uploads.eraseUploads(job);
    } catch (ActivityFailure failed) {
      if (failed.getCause() instanceof CanceledFailure) {
        throw failed;
      }
      Workflow.getLogger(VideoWorkflowImpl.class)
          .warn("The upload is left to the guardian to erase.");
    }
  }

  private Ending deliver(VideoOrder order) {
    enter(JobState.READY, "The video waits to be collected.");
    Duration left =
        Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), order.eraseBy());
    Duration window = left.compareTo(order.deliveryWindow()) < 0 ? left : order.deliveryWindow();
    boolean wasCollected =
        Workflow.await(window.isNegative() ? Duration.ZERO : window, () -> collected);
    return Ending.of(wasCollected ? Outcome.DELIVERED : Outcome.UNCOLLECTED);
  }

  /**
   * The last step, on every path. The rendering, if it still runs, is stopped meanwhile; the
   * erasure does not wait for that.
   */
  private void forget(VideoOrder order) {
    Promise<Void> stopped =
        isWithProvider
            ? Async.procedure(cancellation::cancelRendering, order.jobId())
            : Workflow.newPromise(null);
    jobs.tellGuardian(order.jobId(), order.eraseBy(), ending);
    receipts.awaitReceipt(order.jobId());
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.STATE.valueSet(JobState.ERASED.name()),
        SearchAttributes.OUTCOME.valueSet(ending.outcome().name()));
    Workflow.setCurrentDetails(
        "Erased; the receipt is in the ledger. Outcome: " + ending.outcome() + ".");
    try {
      stopped.get();
    } catch (ActivityFailure failed) {
      Workflow.getLogger(VideoWorkflowImpl.class).warn("The provider was not told to stop.");
    }
  }

  private static void enter(JobState state, String details) {
    Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(state.name()));
    Workflow.setCurrentDetails(details);
  }
}
