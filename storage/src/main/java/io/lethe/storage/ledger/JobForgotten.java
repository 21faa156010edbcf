package io.lethe.storage.ledger;

import io.lethe.domain.JobId;

/**
 * Nothing may be written or read for this job any more: its erasure has begun, or its order was
 * taken back. Trying again is of no use.
 */
public final class JobForgotten extends RuntimeException {
  private final transient JobId job;

  public JobForgotten(JobId job) {
    super("job " + job + " is forgotten");
    this.job = job;
  }

  public JobId job() {
    return job;
  }
}
