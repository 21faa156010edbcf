package io.lethe.workflows.video;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.video.Ending;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;

/**
 * Short steps on the ledger and the vault, and a call to the guardian, run as local activities.
 * Each may be repeated at any time.
 */
@ActivityInterface
public interface JobActivities {

  /**
   * Lets the job go on to PREPARING if its subject's consent to AI processing is in force.
   *
   * @throws io.temporal.failure.ApplicationFailure CONSENT_WITHDRAWN if it is not, as {@link
   *     io.lethe.workflows.EndingFailure}
   */
  void requireConsent(JobId job);

  /**
   * Deletes the upload and its sanitised form and reads back that they are gone; the video stays.
   */
  void eraseUploads(JobId job);

  /**
   * Tells the job's guardian that the making has come to its last step, and how it ended. Where the
   * guardian was terminated, there is a new one afterwards.
   */
  void tellGuardian(JobId job, Instant eraseBy, Ending ending);

  /** Returns the receipt of the job's erasure; fails, to be retried, while there is none. */
  ReceiptId awaitReceipt(JobId job);
}
