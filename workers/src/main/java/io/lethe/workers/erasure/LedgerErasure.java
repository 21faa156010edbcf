package io.lethe.workers.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.video.Ending;
import io.lethe.storage.erasure.Erasures;
import io.lethe.workflows.erasure.ErasureActivities;
import org.jspecify.annotations.Nullable;

/** Erases in the ledger and the vault; what each step guarantees is {@link Erasures}' word. */
public final class LedgerErasure implements ErasureActivities {
  private final Erasures erasures;

  public LedgerErasure(Erasures erasures) {
    this.erasures = erasures;
  }

  @Override
  public Ending beginErasure(JobId job, @Nullable Ending ending) {
    return erasures.begin(job, ending);
  }

  @Override
  public void eraseBytes(JobId job) {
    erasures.eraseBytes(job);
  }

  @Override
  public ReceiptId issueReceipt(JobId job) {
    return erasures.issueReceipt(job).receipt().id();
  }

  @Override
  public void lookAgain(JobId job) {
    erasures.lookAgain(job);
  }
}
