package io.lethe.workflows.rights;

import io.lethe.domain.rights.RequestId;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The steps of erasing all that is kept of a subject, in their order. Each may be repeated at any
 * time and then changes nothing; each fails, to be retried, until it is done.
 */
@ActivityInterface
public interface DeletionActivities {

  /**
   * Marks the subject as being erased, so that nothing is written any more, and destroys the
   * subject's key, in one transaction. Other requests of the subject that are open are overtaken.
   */
  @ActivityMethod
  void beginDeletion(RequestId request);

  /** Has every job's guardian erase now; done once each job has its receipt. */
  @ActivityMethod
  void eraseJobs(RequestId request);

  /**
   * Removes the histories of the subject's jobs and of their other requests from Temporal; done
   * once each was described as not found. Waits for guardians that still have to look a second
   * time.
   */
  @ActivityMethod
  void eraseHistories(RequestId request);

  /** Erases every holding and reads absence back in each. */
  @ActivityMethod
  void eraseHoldings(RequestId request);

  /** Signs and keeps the receipt; the request is fulfilled. */
  @ActivityMethod
  void issueDeletionReceipt(RequestId request);
}
