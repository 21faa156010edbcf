package io.lethe.storage.key;

import com.google.crypto.tink.subtle.Random;
import io.lethe.domain.JobId;
import io.lethe.storage.ledger.JobForgotten;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One key for each job, kept in the ledger wrapped by the master key. Unwrapped keys are cached
 * nowhere: the moment a key is destroyed here, no process can read that job's bytes any more, and
 * no copy of them, in whichever backup, can be read again.
 *
 * <p>After a job's {@code eraseBy} its key is handed out no more, whether or not it is destroyed
 * yet: what every eraser failed to erase is neither served nor sent.
 */
public final class JobKeys {

  private final Jdbi jdbi;
  private final MasterKey master;
  private final Clock clock;

  public JobKeys(Jdbi jdbi, MasterKey master, Clock clock) {
    this.jdbi = jdbi;
    this.master = master;
    this.clock = clock;
  }

  /** A new key, kept nowhere yet. */
  public JobKey draw() {
    return new JobKey(Random.randBytes(KeyMaterial.BYTES));
  }

  /** Keeps the key, wrapped, for a job that has none. */
  public void keep(Handle transaction, JobId job, JobKey key) {
    dao(transaction).insert(job, master.wrap(job, key.bytes()), clock.instant());
  }

  /**
   * @throws JobForgotten if it is destroyed, or the job's time is over
   */
  public JobKey unwrap(JobId job) {
    return jdbi.withHandle(handle -> unwrap(handle, job));
  }

  /**
   * @throws JobForgotten if it is destroyed, or the job's time is over
   */
  public JobKey unwrap(Handle transaction, JobId job) {
    JobKeysDao.Wrapped key =
        dao(transaction).wrapped(job, clock.instant()).orElseThrow(() -> new JobForgotten(job));
    if (key.overdue()) {
      throw JobForgotten.overdue(job);
    }
    return new JobKey(master.unwrap(job, key.wrapped()));
  }

  /** Returns how many keys were destroyed: none if it was done before. */
  public int destroy(Handle transaction, JobId job) {
    return dao(transaction).destroy(job, clock.instant());
  }

  /** Whether there is no key to be had: destroyed, or never made. */
  public boolean isAbsent(Handle transaction, JobId job) {
    return dao(transaction).countLeft(job) == 0;
  }

  /** Removes the key together with the trace of it, for an order that is taken back. */
  public void takeBack(Handle transaction, JobId job) {
    dao(transaction).delete(job);
  }

  private static JobKeysDao dao(Handle transaction) {
    return transaction.attach(JobKeysDao.class);
  }
}
