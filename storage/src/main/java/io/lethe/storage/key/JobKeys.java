package io.lethe.storage.key;

import io.lethe.domain.JobId;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** One key for each job. */
public final class JobKeys {
  public JobKeys(Jdbi jdbi, MasterKey master, Clock clock) {}

  public JobKey unwrap(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  public JobKey unwrap(Handle transaction, JobId job) {
    throw new UnsupportedOperationException("written next");
  }
}
