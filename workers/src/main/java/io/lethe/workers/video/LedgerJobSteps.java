package io.lethe.workers.video;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.erasure.Erasures;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Jobs;
import io.lethe.workflows.EndingFailure;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.video.JobActivities;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;

/** The short steps, each one transaction on the ledger, one deletion in the vault or one call. */
public final class LedgerJobSteps implements JobActivities {
  private final Jobs jobs;
  private final Vault vault;
  private final Erasures erasures;
  private final GuardianCalls guardians;

  public LedgerJobSteps(Jobs jobs, Vault vault, Erasures erasures, GuardianCalls guardians) {
    this.jobs = jobs;
    this.vault = vault;
    this.erasures = erasures;
    this.guardians = guardians;
  }

  @Override
  public void requireConsent(JobId job) {
    if (!jobs.requireConsent(job)) {
      throw EndingFailure.of(Ending.of(Outcome.CONSENT_WITHDRAWN));
    }
  }

  @Override
  public void eraseUploads(JobId job) {
    vault.eraseUploads(job);
  }

  @Override
  public void tellGuardian(JobId job, Instant eraseBy, Ending ending) {
    guardians.videoEnded(job, eraseBy, ending);
  }

  @Override
  public ReceiptId awaitReceipt(JobId job) {
    return erasures
        .receipt(job)
        .map(signed -> signed.receipt().id())
        .orElseThrow(LedgerJobSteps::noReceiptYet);
  }

  /** The guardian is at work: not trouble. */
  private static ApplicationFailure noReceiptYet() {
    return ApplicationFailure.newBuilder()
        .setType("NO_RECEIPT_YET")
        .setMessage("The receipt is not written yet.")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }
}
