package io.lethe.storage.rights;

/** What happened to a request; each is one row of its timeline. */
public enum StepTaken {
  RECEIVED,
  VERIFIED,
  APPROVED,
  BEGUN,
  EXTENDED,
  HELD,
  RELEASED,
  REMINDED,
  OVERDUE,
  FULFILLED,
  DENIED,
  REVOKED,
  EXPIRED;

  /** Whether its workflow has to look; the others are steps of the workflow itself. */
  boolean concernsWorkflow() {
    return this != BEGUN && this != REMINDED && this != OVERDUE;
  }
}
