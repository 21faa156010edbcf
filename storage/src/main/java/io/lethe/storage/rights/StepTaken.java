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
  EXPIRED,
  /** The answer reached who had asked by letter. */
  TOLD;

  /** Whether its workflow has to look: the others are its own steps, or come after its end. */
  boolean concernsWorkflow() {
    return this != BEGUN && this != REMINDED && this != OVERDUE && this != TOLD;
  }
}
