package io.lethe.storage.provider;

/** What the provider said when it was asked to stop. */
public enum CancelOutcome {
  /** It took note. Work in progress may be finished, and billed, all the same. */
  REQUESTED,
  /** The video was made already. */
  TOO_LATE,
  NOT_FOUND
}
