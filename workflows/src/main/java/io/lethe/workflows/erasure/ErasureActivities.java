package io.lethe.workflows.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.video.Ending;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an erasure, in their order. Each may be repeated at any time and then changes
 * nothing.
 */
@ActivityInterface
public interface ErasureActivities {

  /**
   * Marks the job as forgotten and destroys the key, in one transaction. From here on no writer may
   * write for this job.
   *
   * @param ending how the job ended; if absent the deadline came first and the job's state decides
   * @return the ending that counts: the one that was recorded first
   */
  @ActivityMethod
  Ending beginErasure(JobId job, @Nullable Ending ending);

  /**
   * Sets the tombstone that outlives the ledger, deletes every object of the job, known or not, and
   * reads back that none is left.
   */
  @ActivityMethod
  void eraseBytes(JobId job);

  /**
   * Reads absence back in every place, does again what was not done, then signs and stores the
   * receipt.
   */
  @ActivityMethod
  ReceiptId issueReceipt(JobId job);

  /**
   * Deletes what a late writer brought back since, reads absence back once more, and amends the
   * receipt by what it saw.
   */
  @ActivityMethod
  void lookAgain(JobId job);
}
