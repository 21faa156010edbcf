package io.lethe.workflows.video;

import io.lethe.domain.video.Ending;
import io.lethe.domain.video.UploadRole;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Makes one video: consent, sanitise, submit, wait, fetch, erase the upload, deliver. It is started
 * by the first upload (signal with start), under {@link io.lethe.workflows.WorkflowIds#video}.
 *
 * <p>Guarantees: on every path it can still take (success, failure, cancellation) it tells the
 * guardian to erase and ends only after a receipt was written. Paths that it cannot take
 * (terminated, stuck) are the guardian's.
 */
@WorkflowInterface
public interface VideoWorkflow {

  /** Returns how the job ended. */
  @WorkflowMethod(name = "Video")
  Ending make(VideoOrder order);

  /** The upload for this role lies whole in the vault. Repeating it changes nothing. */
  @SignalMethod
  void uploaded(UploadRole role);

  /**
   * The video was downloaded whole, or the client said so. To be sent only once the ledger says
   * READY, which may be a moment before this workflow hears of it.
   */
  @SignalMethod
  void collected();
}
