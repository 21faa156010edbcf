package io.lethe.storage.ledger;

import io.lethe.domain.JobId;

/**
 * Nothing may be written or read for this job any more: its erasure has begun, its time is over, or
 * its order was taken back. Trying again is of no use.
 */
public final class JobForgotten extends RuntimeException {
  private final transient JobId job;
  private final boolean overdue;

  public JobForgotten(JobId job) {
    this(job, false);
  }

  private JobForgotten(JobId job, boolean overdue) {
    super("job " + job + " is forgotten");
    this.job = job;
    this.overdue = overdue;
  }

  /** Its time is over, and nobody has begun to erase it. */
  public static JobForgotten overdue(JobId job) {
    return new JobForgotten(job, true);
  }

  public JobId job() {
    return job;
  }

  /** Whether the deadline is what ended it, and no ending is recorded yet. */
  public boolean isOverdue() {
    return overdue;
  }
}
