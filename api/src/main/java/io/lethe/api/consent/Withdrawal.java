package io.lethe.api.consent;

import io.lethe.api.video.JobWorkflows;
import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.consent.Withdrawals;
import io.lethe.storage.video.Jobs;

/**
 * A consent is taken back: that is recorded first, so that nothing is sent from then on, and then
 * each job that depended on it is erased; the subject is mailed what becomes of them.
 */
public final class Withdrawal {
  private final Withdrawals withdrawals;
  private final Jobs jobs;
  private final JobWorkflows workflows;

  public Withdrawal(Withdrawals withdrawals, Jobs jobs, JobWorkflows workflows) {
    this.withdrawals = withdrawals;
    this.jobs = jobs;
    this.workflows = workflows;
  }

  /** If Temporal is away the record stands, and repeating the withdrawal goes on from there. */
  void withdraw(SubjectId subject, Purpose purpose) {
    Ending ending = Ending.of(Outcome.CONSENT_WITHDRAWN);
    withdrawals.withdraw(subject, purpose, ConsentChannel.API).stream()
        .flatMap(id -> jobs.find(id).stream())
        .forEach(job -> workflows.eraseNow(job, ending));
  }
}
