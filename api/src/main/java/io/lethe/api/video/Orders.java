package io.lethe.api.video;

import io.lethe.api.problem.JobRefusal;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.JobState;
import io.lethe.storage.video.IdempotencyKey;
import io.lethe.storage.video.Job;
import io.lethe.storage.video.Jobs;
import io.lethe.storage.video.NewJob;
import io.lethe.storage.video.OrderResult;
import io.lethe.storage.video.Quota;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders. The job stands in the ledger first, then its guardian is started, and only then is
 * the order answered: no byte is ever accepted for a job that nobody would erase.
 */
public final class Orders {
  private final Jobs jobs;
  private final JobWorkflows workflows;
  private final Quota quota;
  private final Duration eraseBy;
  private final Clock clock;

  public Orders(Jobs jobs, JobWorkflows workflows, Quota quota, Duration eraseBy, Clock clock) {
    this.jobs = jobs;
    this.workflows = workflows;
    this.quota = quota;
    this.eraseBy = eraseBy;
    this.clock = clock;
  }

  /**
   * @param key the client's name for this order, so that repeating it orders once
   * @return the job, guarded
   * @throws io.lethe.api.problem.Refused if it is not taken; then nothing is stored
   */
  Job order(SubjectId subject, CheckedOrder order, @Nullable IdempotencyKey key) {
    NewJob wanted =
        new NewJob(
            JobId.random(),
            subject,
            order.model().id(),
            order.durationSeconds(),
            order.prompt(),
            order.roles(),
            order.parameters(),
            clock.instant().plus(eraseBy));
    OrderResult result = jobs.order(wanted, key, quota);
    if (result instanceof OrderResult.Ordered ordered) {
      return startGuardian(ordered.job());
    }
    if (result instanceof OrderResult.SameOrder same) {
      return same.job().guarded() ? same.job() : startGuardian(same.job());
    }
    throw refusalOf(result).asException();
  }

  private Job startGuardian(Job job) {
    try {
      workflows.guard(job);
    } catch (RuntimeException notStarted) {
      takeBack(job.id(), notStarted);
      throw notStarted;
    }
    jobs.guarded(job.id());
    return jobs.find(job.id()).orElseThrow();
  }

  /** If this fails too, the job stays without a guardian: it takes no upload. */
  private void takeBack(JobId job, RuntimeException why) {
    try {
      jobs.abandonOrder(job);
    } catch (RuntimeException alsoFailed) {
      why.addSuppressed(alsoFailed);
    }
  }

  private static Refusal refusalOf(OrderResult result) {
    if (result instanceof OrderResult.ConsentMissing missing) {
      return new JobRefusal.AboutNotice(ProblemType.CONSENT_MISSING, missing.notice());
    }
    if (result instanceof OrderResult.OrderInFlight) {
      return new JobRefusal.Elsewhere(ProblemType.ORDER_IN_FLIGHT, JobState.AWAITING_UPLOAD);
    }
    if (result instanceof OrderResult.ModelIsOff off) {
      return new JobRefusal.ModelIsOff(off.reason());
    }
    if (result instanceof OrderResult.QuotaReached reached) {
      return new JobRefusal.QuotaReached(reached.limit(), reached.most(), reached.retryAfter());
    }
    return new Refusal.Plain(ProblemType.IDEMPOTENCY_KEY_REUSED);
  }
}
