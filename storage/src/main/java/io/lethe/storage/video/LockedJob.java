package io.lethe.storage.video;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.storage.ledger.JobForgotten;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a transaction holds the lock on a job's row. Whoever writes for a job does it behind
 * this lock: an erasure takes the same one, so a writer either commits before the tombstone is set,
 * and what it wrote is erased, or sees the tombstone and writes nothing.
 *
 * <p>It is also the only way a job moves. Each move is one of {@link JobState#next()}, counts the
 * version up, leaves an event and tells whoever waits for the job. Valid until its transaction
 * ends.
 */
public final class LockedJob {
  private final LockedJobDao dao;
  private final JobId id;
  private final SubjectId subject;
  private final boolean guarded;
  private final Instant orderedAt;
  private JobState state;
  private @Nullable Instant readyAt;
  private @Nullable Instant collectedAt;

  private LockedJob(LockedJobDao dao, JobId id, LockedJobDao.Row row) {
    this.dao = dao;
    this.id = id;
    this.subject = row.subjectId();
    this.guarded = row.guarded();
    this.orderedAt = row.orderedAt();
    this.state = row.state();
    this.readyAt = row.readyAt();
    this.collectedAt = row.collectedAt();
  }

  /**
   * For whoever wants to write or send something of the job.
   *
   * @throws JobForgotten if there is a tombstone, or no such job
   */
  public static LockedJob lock(Handle transaction, JobId job) {
    return find(transaction, job)
        .filter(locked -> !locked.state.isForgotten())
        .orElseThrow(() -> new JobForgotten(job));
  }

  /** Locks the job in whatever state; absent if there is no such job. */
  public static Optional<LockedJob> find(Handle transaction, JobId job) {
    LockedJobDao dao = transaction.attach(LockedJobDao.class);
    return dao.lock(job).map(row -> new LockedJob(dao, job, row));
  }

  public SubjectId subject() {
    return subject;
  }

  public JobState state() {
    return state;
  }

  public boolean isGuarded() {
    return guarded;
  }

  public Instant orderedAt() {
    return orderedAt;
  }

  /** When the video lay whole in the vault; absent if it never did. */
  public Optional<Instant> readyAt() {
    return Optional.ofNullable(readyAt);
  }

  public boolean isCollected() {
    return collectedAt != null;
  }

  public void prepare(Instant at) {
    require(JobState.PREPARING);
    requireTaken(dao.prepare(id, at));
    moved(JobState.PREPARING, at);
  }

  public void render(Instant at) {
    require(JobState.RENDERING);
    requireTaken(dao.move(id, JobState.RENDERING));
    moved(JobState.RENDERING, at);
  }

  public void ready(Instant at) {
    require(JobState.READY);
    requireTaken(dao.ready(id, at));
    readyAt = at;
    moved(JobState.READY, at);
  }

  /** Erases the prompt too; the key is to be destroyed in the same transaction. */
  public void erasing(Ending ending, Instant at) {
    require(JobState.ERASING);
    requireTaken(dao.erasing(id, ending.outcome(), ending.reason()));
    moved(JobState.ERASING, at);
  }

  public void erased(Instant at) {
    require(JobState.ERASED);
    requireTaken(dao.erased(id, at));
    moved(JobState.ERASED, at);
  }

  /** The first time counts. */
  void collected(Instant at) {
    if (collectedAt == null) {
      dao.collected(id, at);
      collectedAt = at;
    }
  }

  /** Something a client can see has changed, though not the state. */
  public void changed() {
    dao.changed(id);
  }

  private void require(JobState next) {
    if (!state.canBecome(next)) {
      throw new IllegalStateException("job " + id + " does not go from " + state + " to " + next);
    }
  }

  /** The row is locked, so it is there: a ledger that changes none has lost its senses. */
  private void requireTaken(int rowsChanged) {
    if (rowsChanged != 1) {
      throw new IllegalStateException("the ledger did not record where job " + id + " went");
    }
  }

  private void moved(JobState next, Instant at) {
    dao.event(id, next, at);
    state = next;
  }
}
