package io.lethe.storage.ledger;

import io.lethe.domain.SubjectId;

/**
 * Nothing may be written or read for this subject any more: the erasure of all that is kept of the
 * person has begun. Trying again is of no use.
 */
public final class SubjectForgotten extends RuntimeException {
  public SubjectForgotten(SubjectId subject) {
    super("subject " + subject + " is being forgotten");
  }
}
