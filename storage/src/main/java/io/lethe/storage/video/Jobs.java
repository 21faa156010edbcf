package io.lethe.storage.video;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.Notices;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.key.JobKeys;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.model.MakingTimes;
import io.lethe.storage.model.ModelFacts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The jobs in the ledger. A job moves only along {@link JobState#next()}; each move leaves an
 * event, counts the version up and sends {@code NOTIFY lethe_job} with the job's id.
 */
public final class Jobs {
  /** The use of the job's key that the prompt is encrypted for. */
  static final String PROMPT = "prompt";

  /** The same for what else the order sets. */
  static final String PARAMETERS = "parameters";

  private final Jdbi jdbi;
  private final JobKeys keys;
  private final Consents consents;
  private final Clock clock;
  private final Orders orders;

  /**
   * @param idempotencyKept how long an {@link IdempotencyKey} stands for its order
   */
  public Jobs(
      Jdbi jdbi,
      JobKeys keys,
      DigestKey digests,
      Consents consents,
      Notices notices,
      ModelFacts models,
      MakingTimes times,
      Duration idempotencyKept,
      Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.consents = consents;
    this.clock = clock;
    this.orders =
        new Orders(
            jdbi,
            keys,
            digests,
            consents,
            notices,
            models,
            new Quotas(times),
            idempotencyKept,
            clock);
  }

  /**
   * Makes a job of an order, in one transaction with the checks of consent, model and quota. Its
   * guardian is to be started next, and {@link #guarded} said; if that can't be, {@link
   * #abandonOrder}.
   *
   * @param key the client's name for this attempt; absent if it gave none
   */
  public OrderResult order(NewJob order, @Nullable IdempotencyKey key, Quota quota) {
    return orders.order(order, key, quota);
  }

  /** The guardian is started: from now on uploads are accepted. Repeating it changes nothing. */
  public void guarded(JobId job) {
    jdbi.useExtension(JobsDao.class, dao -> dao.guarded(job));
  }

  /**
   * Takes an order back whose guardian could not be started: key, job and idempotency key are gone,
   * as if it had never been made. A job that is guarded is left alone: its guardian erases it.
   */
  public void abandonOrder(JobId job) {
    jdbi.useTransaction(
        handle -> {
          Optional<LockedJob> locked = LockedJob.find(handle, job);
          if (locked.isEmpty() || locked.get().isGuarded() || locked.get().state().isForgotten()) {
            return;
          }
          keys.takeBack(handle, job);
          handle.attach(IdempotencyDao.class).delete(job);
          JobsDao dao = handle.attach(JobsDao.class);
          dao.deleteEvents(job);
          dao.delete(job);
        });
  }

  public Optional<Job> find(JobId job) {
    return jdbi.withExtension(JobsDao.class, dao -> dao.find(job)).map(JobRow::toJob);
  }

  /** Absent also when the job is another subject's: nobody learns that it exists. */
  public Optional<Job> find(SubjectId subject, JobId job) {
    return find(job).filter(found -> found.subject().equals(subject));
  }

  /**
   * The subject's jobs, newest first, erased ones included.
   *
   * @param after where the page begins; absent for the first page
   * @param limit jobs on a page, at least 1
   */
  public JobPage list(SubjectId subject, @Nullable JobCursor after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least one job");
    }
    JobCursor from = after == null ? JobCursor.BEFORE_ALL : after;
    // One more than asked for tells whether there is a next page.
    List<Job> jobs =
        jdbi
            .withExtension(
                JobsDao.class, dao -> dao.list(subject, from.orderedAt(), from.id(), limit + 1))
            .stream()
            .map(JobRow::toJob)
            .toList();
    if (jobs.size() <= limit) {
      return new JobPage(jobs, null);
    }
    Job last = jobs.get(limit - 1);
    return new JobPage(jobs.subList(0, limit), new JobCursor(last.orderedAt(), last.id()));
  }

  /**
   * What happened to the job, oldest first.
   *
   * @param afterEventId the last event that is known already; 0 for all
   */
  public List<JobEvent> events(JobId job, long afterEventId) {
    return jdbi.withExtension(JobsDao.class, dao -> dao.events(job, afterEventId));
  }

  /**
   * What the video is to show, decrypted; empty if the order did not say.
   *
   * @throws JobForgotten if it is erased
   */
  public Prompt prompt(JobId job) {
    return jdbi.withHandle(
        handle -> {
          byte[] sealed =
              handle.attach(JobsDao.class).prompt(job).orElseThrow(() -> new JobForgotten(job));
          return new Prompt(keys.unwrap(handle, job).unseal(PROMPT, sealed));
        });
  }

  /**
   * What the order set beside the prompt, decrypted.
   *
   * @throws JobForgotten if the key is destroyed
   */
  public Parameters parameters(JobId job) {
    return jdbi.withHandle(
        handle ->
            handle
                .attach(JobsDao.class)
                .parameters(job)
                .map(bytes -> keys.unwrap(handle, job).unseal(PARAMETERS, bytes))
                .map(SealedParameters::parse)
                .orElse(Parameters.NONE));
  }

  /**
   * Records that the video was collected; the first time counts.
   *
   * @return whether it is; false if there is no video to collect: not yet, or not any more
   */
  public boolean collected(JobId job) {
    return jdbi.inTransaction(
        handle -> {
          Optional<LockedJob> locked = LockedJob.find(handle, job);
          if (locked.isEmpty()) {
            return false;
          }
          if (locked.get().state() == JobState.READY) {
            locked.get().collected(clock.instant());
          }
          return locked.get().isCollected();
        });
  }

  /**
   * Deletes idempotency keys whose time is over: orders do so in passing, but where none come in,
   * nobody else does.
   *
   * @param limit most to delete
   * @return how many were deleted
   */
  public int deleteExpiredIdempotencyKeys(int limit) {
    return jdbi.withExtension(
        IdempotencyDao.class, dao -> dao.deleteExpired(clock.instant(), limit));
  }

  /** The subject's jobs whose erasure has not begun: those that a withdrawn consent ends. */
  public List<JobId> unfinished(SubjectId subject) {
    return jdbi.withExtension(JobsDao.class, dao -> dao.unfinished(subject));
  }

  /**
   * Lets the job go on to PREPARING, in one transaction with the check. Repeating it checks again.
   *
   * @return false if its subject's consent to AI processing is not in force
   * @throws JobForgotten if the job's erasure has begun
   */
  public boolean requireConsent(JobId job) {
    return jdbi.inTransaction(
        handle -> {
          LockedJob locked = LockedJob.lock(handle, job);
          if (consents.inForce(handle, locked.subject(), Purpose.AI_PROCESSING).isEmpty()) {
            return false;
          }
          if (locked.state() == JobState.AWAITING_UPLOAD) {
            locked.prepare(clock.instant());
          }
          return true;
        });
  }
}
