package io.lethe.api.consent;

import io.lethe.api.video.JobWorkflows;
import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.video.Jobs;

/**
 * A consent is taken back: that is recorded first, so that nothing is sent from then on, and then
 * each job that depended on it is erased.
 */
public final class Withdrawal {
  private final Consents consents;
  private final Jobs jobs;
  private final JobWorkflows workflows;

  public Withdrawal(Consents consents, Jobs jobs, JobWorkflows workflows) {
    this.consents = consents;
    this.jobs = jobs;
    this.workflows = workflows;
  }

  /** If Temporal is away the record stands, and repeating the withdrawal goes on from there. */
  void withdraw(SubjectId subject, Purpose purpose) {
    consents.withdraw(subject, purpose, ConsentChannel.API);
    if (purpose == Purpose.AI_PROCESSING) {
      Ending ending = Ending.of(Outcome.CONSENT_WITHDRAWN);
      jobs.unfinished(subject).stream()
          .flatMap(id -> jobs.find(id).stream())
          .forEach(job -> workflows.eraseNow(job, ending));
    }
  }
}
