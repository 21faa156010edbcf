package io.lethe.storage.video;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.Notices;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.key.JobKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The jobs in the ledger. */
public final class Jobs {
  public Jobs(
      Jdbi jdbi,
      JobKeys keys,
      DigestKey digests,
      Consents consents,
      Notices notices,
      Duration idempotencyKept,
      Clock clock) {}

  public OrderResult order(NewJob order, @Nullable IdempotencyKey key) {
    throw new UnsupportedOperationException("written next");
  }

  /** The guardian is started: from now on uploads are accepted. */
  public void guarded(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  /** Takes an unguarded order back, as if it had never been made. */
  public void abandonOrder(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  public Optional<Job> find(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  /** Absent also when the job is another subject's. */
  public Optional<Job> find(SubjectId subject, JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  public JobPage list(SubjectId subject, @Nullable JobCursor after, int limit) {
    throw new UnsupportedOperationException("written next");
  }

  public List<JobEvent> events(JobId job, long afterEventId) {
    throw new UnsupportedOperationException("written next");
  }

  public String prompt(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  /** Returns whether the job counts as collected; false if there is no video to collect. */
  public boolean collected(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  /** The subject's jobs whose erasure has not begun. */
  public List<JobId> unfinished(SubjectId subject) {
    throw new UnsupportedOperationException("written next");
  }

  /** Lets the job go on to PREPARING; false if its subject's consent is not in force. */
  public boolean requireConsent(JobId job) {
    throw new UnsupportedOperationException("written next");
  }
}
