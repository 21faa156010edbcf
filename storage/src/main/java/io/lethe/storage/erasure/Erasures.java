package io.lethe.storage.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.storage.key.JobKeys;
import io.lethe.storage.vault.Vault;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How a job is forgotten. */
public final class Erasures {
  public Erasures(Jdbi jdbi, JobKeys keys, Vault vault, ReceiptSigner signer, Clock clock) {}

  /** Returns the ending that counts: the one recorded first. */
  public Ending begin(JobId job, @Nullable Ending ending) {
    throw new UnsupportedOperationException("written next");
  }

  public void eraseBytes(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  /**
   * @throws AbsenceNotConfirmed if anything is still there
   */
  public SignedReceipt issueReceipt(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  public void lookAgain(JobId job) {
    throw new UnsupportedOperationException("written next");
  }

  public Optional<SignedReceipt> receipt(JobId job) {
    throw new UnsupportedOperationException("written next");
  }
}
