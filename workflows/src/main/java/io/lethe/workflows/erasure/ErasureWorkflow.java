package io.lethe.workflows.erasure;

import io.lethe.domain.ReceiptId;
import io.lethe.domain.video.Ending;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The guardian of one job: started before the first byte is accepted, it waits for "erase now" or
 * for the deadline, erases, and can't end without a receipt. It depends on no other workflow, and
 * nothing that happens to the job's {@link io.lethe.workflows.video.VideoWorkflow} changes what it
 * does.
 *
 * <p>Its code is frozen: histories of guardians that still wait must replay on it.
 */
@WorkflowInterface
public interface ErasureWorkflow {

  /** Returns the receipt. */
  @WorkflowMethod(name = "Erasure")
  ReceiptId guard(ErasureOrder order);

  /**
   * Erase now, because the subject or an operator says so; a video workflow that still runs is
   * stopped. The first ending counts, and repeating it changes nothing: an erasure asked for twice
   * is one erasure.
   */
  @SignalMethod
  void eraseNow(Ending ending);

  /**
   * Erase now, because the job's video workflow has come to its last step. Otherwise as {@link
   * #eraseNow}.
   */
  @SignalMethod
  void videoEnded(Ending ending);
}
