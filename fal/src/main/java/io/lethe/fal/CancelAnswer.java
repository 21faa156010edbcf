package io.lethe.fal;

/**
 * What came of asking fal.ai to cancel. In each case the job is to be followed to its end, for it
 * may still finish.
 */
public enum CancelAnswer {
  /** Taken note of; a job in progress may finish all the same, and may be billed. */
  REQUESTED,
  /** Too late. */
  ALREADY_COMPLETED,
  /** fal.ai does not know the job, or no longer. */
  NOT_FOUND
}
