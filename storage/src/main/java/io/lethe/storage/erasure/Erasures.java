package io.lethe.storage.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.erasure.Place;
import io.lethe.domain.erasure.Receipt.Finding;
import io.lethe.domain.erasure.Receipt.Residual;
import io.lethe.domain.erasure.ResidualKind;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.egress.EgressJournal;
import io.lethe.storage.key.JobKeys;
import io.lethe.storage.vault.Tombstones;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.LockedJob;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * How a job is forgotten, in three steps and a second look, each of which may be repeated at any
 * time, by anyone, and then changes nothing: {@link #begin} marks the job as forgotten and destroys
 * the key, {@link #eraseBytes} deletes what lies in the vault, {@link #issueReceipt} looks in every
 * place and signs only what it saw absent, {@link #lookAgain} comes back for late writers. Each
 * also does what an earlier step should have done and did not: a store that said yes and did
 * nothing delays a receipt, and never makes it false.
 *
 * <p>A job that the ledger does not know (its order was taken back) can be erased like any other:
 * its guardian, too, gets a receipt, of nothing.
 */
public final class Erasures {
  private final Jdbi jdbi;
  private final JobKeys keys;
  private final Vault vault;
  private final Tombstones tombstones;
  private final EgressJournal egress;
  private final Receipts receipts;
  private final Clock clock;

  public Erasures(
      Jdbi jdbi,
      JobKeys keys,
      Vault vault,
      Tombstones tombstones,
      EgressJournal egress,
      Receipts receipts,
      Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.vault = vault;
    this.tombstones = tombstones;
    this.egress = egress;
    this.receipts = receipts;
    this.clock = clock;
  }

  /**
   * Marks the job as forgotten, destroys the key and erases the prompt, in one transaction. From
   * here on whatever copy of the bytes survives is unreadable, and no writer may write.
   *
   * @param ending how the job ended; if absent, the deadline came first and the state decides
   * @return the ending that counts: the one recorded first
   */
  public Ending begin(JobId job, @Nullable Ending ending) {
    return jdbi.inTransaction(
        handle -> begin(handle, job, LockedJob.find(handle, job), ending).ending());
  }

  private ErasuresDao.Row begin(
      Handle handle, JobId job, Optional<LockedJob> locked, @Nullable Ending ending) {
    ErasuresDao dao = handle.attach(ErasuresDao.class);
    Instant now = clock.instant();
    Optional<ErasuresDao.Row> earlier = dao.lock(job);
    Ending counts =
        earlier
            .map(ErasuresDao.Row::ending)
            .orElseGet(() -> ending == null ? atDeadline(locked) : ending);
    int destroyed = keys.destroy(handle, job);
    int values = dao.eraseRequestDigests(job);
    if (locked.isPresent() && !locked.get().state().isForgotten()) {
      locked.get().erasing(counts, now);
      values++;
    }
    if (earlier.isEmpty()) {
      Instant orderedAt = locked.map(LockedJob::orderedAt).orElse(now);
      dao.insert(job, orderedAt, counts.outcome(), counts.reason(), destroyed, values, now);
    } else if (destroyed + values > 0) {
      dao.erasedAfterAll(job, destroyed, values);
    }
    return dao.lock(job).orElseThrow();
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

  /**
   * All the steps up to the receipt, for whoever erases outside a workflow.
   *
   * @param ending as in {@link #begin}
   */
  public SignedReceipt erase(JobId job, @Nullable Ending ending) {
    begin(job, ending);
    eraseBytes(job);
    return issueReceipt(job);
  }

  /**
   * Sets the tombstone in the object store, then deletes every object of the job, known or not.
   *
   * @throws io.lethe.storage.vault.VaultUnavailable if the object store failed, or still has one
   */
  public void eraseBytes(JobId job) {
    requireBegun(job);
    tombstones.set(job);
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
    if (!isAbsentFromVault(job)) {
      eraseBytes(job);
      requireAbsentFromVault(job);
    }
    Instant vaultAbsentAt = clock.instant();
    return jdbi.inTransaction(handle -> issueReceipt(handle, job, vaultAbsentAt));
  }

  private SignedReceipt issueReceipt(Handle handle, JobId job, Instant vaultAbsentAt) {
    Optional<LockedJob> locked = LockedJob.find(handle, job);
    ErasuresDao.Row erasure = begin(handle, job, locked, null);
    Optional<SignedReceipt> issued = receipts.find(handle, job);
    if (issued.isPresent()) {
      return issued.get();
    }
    Vault.ForgottenRows media = vault.forgetRows(handle, job);
    requireAbsentFromLedger(handle, job);
    Instant now = clock.instant();
    List<Finding> places = new ArrayList<>();
    places.add(new Finding(Place.KEY, erasure.keysDestroyed(), now));
    places.add(
        new Finding(Place.VAULT, erasure.objectsErased() + media.erasedBefore(), vaultAbsentAt));
    places.add(new Finding(Place.LEDGER, erasure.valuesErased() + media.rows(), now));
    ErasuresDao dao = handle.attach(ErasuresDao.class);
    Optional<ErasuresDao.AtProvider> atProvider = dao.atProvider(job);
    Optional<Finding> gone = atProvider.flatMap(Erasures::seenGone);
    gone.ifPresent(places::add);
    List<Residual> residuals =
        Residuals.of(
            egress.attempts(handle, job),
            atProvider
                .flatMap(end -> Optional.ofNullable(end.endedAt()))
                .or(() -> locked.flatMap(LockedJob::readyAt)),
            gone.isPresent());
    SignedReceipt signed = receipts.issue(handle, job, erasure, places, residuals);
    dao.providerToldInReceipt(job, now);
    locked.ifPresent(known -> known.erased(now));
    return signed;
  }

  private static Optional<Finding> seenGone(ErasuresDao.AtProvider provider) {
    return Optional.ofNullable(provider.absentAt())
        .map(at -> new Finding(Place.PROVIDER, provider.filesDeleted(), at));
  }

  /**
   * Deletes what a late writer brought back since, reads absence back once more in every place, and
   * adds that to the receipt as an amendment: the first time, and whenever something was found.
   *
   * @throws AbsenceNotConfirmed if something is still there
   * @throws IllegalStateException if there is no receipt yet
   */
  public void lookAgain(JobId job) {
    // May be gone: those of long ago are deleted, and a vault that was restored has others.
    tombstones.set(job);
    long late = vault.eraseAll(job);
    requireAbsentFromVault(job);
    Instant vaultAbsentAt = clock.instant();
    jdbi.useTransaction(handle -> lookedAgain(handle, job, late, vaultAbsentAt));
  }

  private void lookedAgain(Handle handle, JobId job, long late, Instant vaultAbsentAt) {
    ErasuresDao dao = handle.attach(ErasuresDao.class);
    Optional<ErasuresDao.Row> erasure = dao.lock(job);
    if (erasure.isEmpty()) {
      // The subject was erased meanwhile, and the evidence left with it.
      return;
    }
    if (receipts.find(handle, job).isEmpty()) {
      throw new IllegalStateException("the erasure of job " + job + " has no receipt yet");
    }
    int lateKeys = keys.destroy(handle, job);
    long lateRows = vault.forgetRows(handle, job).rows() + dao.eraseRequestDigests(job);
    requireAbsentFromLedger(handle, job);
    if (erasure.get().lookedAgainAt() != null && late + lateKeys + lateRows == 0) {
      return;
    }
    Instant now = clock.instant();
    List<Finding> places =
        List.of(
            new Finding(Place.KEY, lateKeys, now),
            new Finding(Place.VAULT, late, vaultAbsentAt),
            new Finding(Place.LEDGER, lateRows, now));
    receipts.amend(handle, job, places, Set.of());
    vault.forgetNames(handle, job);
    if (dao.lookedAgain(job, late, now) != 1) {
      throw new AbsenceNotConfirmed(job, Place.LEDGER);
    }
  }

  /**
   * Adds to the receipt that residuals are gone. Repeating it changes nothing.
   *
   * @param finding where that was seen, and when
   * @param gone of which residuals the absence was read back
   */
  public void confirmGone(JobId job, Finding finding, Set<ResidualKind> gone) {
    jdbi.useTransaction(
        handle -> {
          if (handle.attach(ErasuresDao.class).lock(job).isEmpty()) {
            throw new IllegalStateException("the erasure of job " + job + " has not begun");
          }
          SignedReceipt receipt = receipts.find(handle, job).orElseThrow();
          Set<ResidualKind> news =
              Receipts.residualsLeft(receipt.receipt(), receipts.amendments(handle, job)).stream()
                  .map(Residual::kind)
                  .filter(gone::contains)
                  .collect(Collectors.toSet());
          if (!news.isEmpty()) {
            receipts.amend(handle, job, List.of(finding), news);
          }
        });
  }

  /** Absent while the erasure is not confirmed, or has not begun. */
  public Optional<SignedReceipt> receipt(JobId job) {
    return jdbi.withHandle(handle -> receipts.find(handle, job));
  }

  /** What was learned after the receipt, oldest first. */
  public List<SignedAmendment> amendments(JobId job) {
    return jdbi.withHandle(handle -> receipts.amendments(handle, job));
  }

  /** Empty, and the tombstone set that keeps it so. */
  private boolean isAbsentFromVault(JobId job) {
    return tombstones.isSet(job) && vault.isEmpty(job);
  }

  private void requireAbsentFromVault(JobId job) {
    if (!isAbsentFromVault(job)) {
      throw new AbsenceNotConfirmed(job, Place.VAULT);
    }
  }

  private void requireAbsentFromLedger(Handle handle, JobId job) {
    if (!keys.isAbsent(handle, job)) {
      throw new AbsenceNotConfirmed(job, Place.KEY);
    }
    if (handle.attach(ErasuresDao.class).countValuesLeft(job) > 0) {
      throw new AbsenceNotConfirmed(job, Place.LEDGER);
    }
  }

  private void requireBegun(JobId job) {
    if (jdbi.withExtension(ErasuresDao.class, dao -> dao.find(job)).isEmpty()) {
      throw new IllegalStateException("the erasure of job " + job + " has not begun");
    }
  }
}
