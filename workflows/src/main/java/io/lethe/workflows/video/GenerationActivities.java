package io.lethe.workflows.video;

import io.lethe.domain.JobId;
import io.temporal.activity.ActivityInterface;

/** The work that the provider does for us. */
@ActivityInterface
public interface GenerationActivities {

  /**
   * Sends the sanitised file and the prompt to the provider, at most once for a job: an egress row
   * is written, in the transaction that checks the consent, before anything is sent. Where an
   * earlier attempt's fate is unknown, nothing is sent again.
   *
   * @throws io.temporal.failure.ApplicationFailure CONSENT_WITHDRAWN, REFUSED or FAILED, as {@link
   *     io.lethe.workflows.EndingFailure}
   */
  void submit(JobId job);

  /**
   * Asks the provider once. If the video is not ready, fails with a benign, retryable failure that
   * says when to ask again, so that waiting is the server's work; if it is, streams it into the
   * vault at once, because the provider keeps it for an hour only, and lets the job go on to READY.
   *
   * @throws io.temporal.failure.ApplicationFailure REFUSED or FAILED, as {@link
   *     io.lethe.workflows.EndingFailure}
   */
  void fetchVideo(JobId job);

  /**
   * Asks the provider to stop, if anything was submitted. Whether it still can is the provider's
   * word.
   */
  void cancelRendering(JobId job);
}
