package io.lethe.storage.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.erasure.Place;
import io.lethe.domain.erasure.Receipt;
import io.lethe.domain.erasure.Receipt.Finding;
import io.lethe.domain.erasure.Receipt.Residual;
import io.lethe.domain.erasure.Receipt.Result;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.egress.EgressJournal;
import io.lethe.storage.key.JobKeys;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.LockedJob;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * How a job is forgotten, in three steps and a second look, each of which may be repeated at any
 * time, by anyone, and then changes nothing: {@link #begin} sets the tombstone and destroys the
 * key, {@link #eraseBytes} deletes what lies in the vault, {@link #issueReceipt} looks in every
 * place and signs only what it saw absent, {@link #lookAgain} comes back for late writers.
 *
 * <p>A job that the ledger does not know (its order was taken back) can be erased like any other:
 * its guardian, too, gets a tombstone and a receipt, of nothing.
 */
public final class Erasures {
  private final Jdbi jdbi;
  private final JobKeys keys;
  private final Vault vault;
  private final EgressJournal egress;
  private final ReceiptSigner signer;
  private final Clock clock;

  public Erasures(
      Jdbi jdbi,
      JobKeys keys,
      Vault vault,
      EgressJournal egress,
      ReceiptSigner signer,
      Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.vault = vault;
    this.egress = egress;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Sets the tombstone, destroys the key and erases the prompt, in one transaction. From here on
   * whatever copy of the bytes survives is unreadable, and no writer may write.
   *
   * @param ending how the job ended; if absent, the deadline came first and the state decides
   * @return the ending that counts: the one recorded first
   */
  public Ending begin(JobId job, @Nullable Ending ending) {
    return jdbi.inTransaction(handle -> begin(handle, job, ending));
  }

  private Ending begin(Handle handle, JobId job, @Nullable Ending ending) {
    Optional<LockedJob> locked = LockedJob.find(handle, job);
    ErasuresDao dao = handle.attach(ErasuresDao.class);
    if (dao.find(job).isEmpty()) {
      Instant now = clock.instant();
      Ending counts = ending == null ? atDeadline(locked) : ending;
      int destroyed = keys.destroy(handle, job);
      int values = dao.eraseRequestDigests(job) + (locked.isPresent() ? 1 : 0);
      dao.insert(
          job,
          locked.map(LockedJob::orderedAt).orElse(now),
          counts.outcome(),
          counts.reason(),
          destroyed,
          values,
          now);
      locked.ifPresent(known -> known.erasing(counts, now));
    }
    ErasuresDao.Row first = dao.find(job).orElseThrow();
    return new Ending(first.outcome(), first.reason());
  }

  /** What it means for a job that its time is up. */
  private static Ending atDeadline(Optional<LockedJob> job) {
    if (job.isEmpty() || job.get().state() == JobState.AWAITING_UPLOAD) {
      return Ending.of(Outcome.ABANDONED);
    }
    if (job.get().state() != JobState.READY) {
      return Ending.of(Outcome.OVERDUE);
    }
    return Ending.of(job.get().isCollected() ? Outcome.DELIVERED : Outcome.UNCOLLECTED);
  }

  /** Deletes every object of the job, known or not. */
  public void eraseBytes(JobId job) {
    requireBegun(job);
    long erased = vault.eraseAll(job);
    jdbi.useExtension(ErasuresDao.class, dao -> dao.objectsErased(job, erased));
  }

  /**
   * Reads absence back in every place, then signs and stores the receipt, and the job is ERASED.
   *
   * @return the receipt that was issued first
   * @throws AbsenceNotConfirmed if anything is still there; then there is no receipt
   */
  public SignedReceipt issueReceipt(JobId job) {
    requireBegun(job);
    Optional<SignedReceipt> issued = receipt(job);
    if (issued.isPresent()) {
      return issued.get();
    }
    // Before the transaction: no lock waits for the object store.
    if (!vault.isEmpty(job)) {
      throw new AbsenceNotConfirmed(job, Place.VAULT);
    }
    Instant vaultAbsentAt = clock.instant();
    return jdbi.inTransaction(handle -> issueReceipt(handle, job, vaultAbsentAt));
  }

  private SignedReceipt issueReceipt(Handle handle, JobId job, Instant vaultAbsentAt) {
    Optional<LockedJob> locked = LockedJob.find(handle, job);
    ErasuresDao dao = handle.attach(ErasuresDao.class);
    ErasuresDao.Row erasure = dao.lock(job).orElseThrow();
    Optional<String> issued = dao.receipt(job);
    if (issued.isPresent()) {
      return signer.read(issued.get());
    }
    Vault.ForgottenRows media = vault.forgetRows(handle, job);
    if (!keys.isAbsent(handle, job)) {
      throw new AbsenceNotConfirmed(job, Place.KEY);
    }
    if (dao.countValuesLeft(job) > 0) {
      throw new AbsenceNotConfirmed(job, Place.LEDGER);
    }
    Instant now = clock.instant();
    List<Residual> residuals =
        Residuals.of(egress.attempts(handle, job), locked.flatMap(LockedJob::readyAt));
    Receipt receipt =
        new Receipt(
            ReceiptId.random(),
            job,
            erasure.outcome(),
            residuals.isEmpty() ? Result.COMPLETE : Result.COMPLETE_WITH_RESIDUALS,
            erasure.orderedAt(),
            erasure.beganAt(),
            now,
            List.of(
                new Finding(Place.KEY, erasure.keysDestroyed(), now),
                new Finding(
                    Place.VAULT, erasure.objectsErased() + media.erasedBefore(), vaultAbsentAt),
                new Finding(Place.LEDGER, erasure.valuesErased() + media.rows(), now)),
            residuals);
    SignedReceipt signed = signer.sign(receipt);
    dao.insertReceipt(receipt.id(), job, signed.jws(), now);
    locked.ifPresent(known -> known.erased(now));
    return signed;
  }

  /**
   * Deletes what a late writer brought back since, and reads absence back once more.
   *
   * @throws AbsenceNotConfirmed if something is still there
   */
  public void lookAgain(JobId job) {
    requireBegun(job);
    long late = vault.eraseAll(job);
    if (!vault.isEmpty(job)) {
      throw new AbsenceNotConfirmed(job, Place.VAULT);
    }
    jdbi.useTransaction(
        handle -> {
          vault.forgetRows(handle, job);
          handle.attach(ErasuresDao.class).lookedAgain(job, late, clock.instant());
        });
  }

  /** Absent while the erasure is not confirmed, or has not begun. */
  public Optional<SignedReceipt> receipt(JobId job) {
    return jdbi.withExtension(ErasuresDao.class, dao -> dao.receipt(job)).map(signer::read);
  }

  private void requireBegun(JobId job) {
    if (jdbi.withExtension(ErasuresDao.class, dao -> dao.find(job)).isEmpty()) {
      throw new IllegalStateException("the erasure of job " + job + " has not begun");
    }
  }
}
