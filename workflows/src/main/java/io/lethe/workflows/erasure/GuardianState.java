package io.lethe.workflows.erasure;

/** What operators can filter guardians by: see {@link io.lethe.workflows.SearchAttributes}. */
public enum GuardianState {
  /** For "erase now", or for the deadline. */
  WAITING,
  /** A step fails; it is repeated until it does not. */
  RETRYING,
  /** The same, and the deadline is over: there is no receipt yet. */
  OVERDUE,
  /** The receipt is issued; the second look may be still to come. */
  DONE
}
