package io.lethe.storage.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.erasure.Amendment;
import io.lethe.domain.erasure.Receipt;
import io.lethe.domain.erasure.Receipt.Finding;
import io.lethe.domain.erasure.Receipt.Residual;
import io.lethe.domain.erasure.Receipt.Result;
import io.lethe.domain.erasure.ResidualKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Signs evidence and keeps it. A receipt is issued once and never changed; what is learned later is
 * added as an amendment that says what holds from then on. Each within the transaction of whoever
 * saw what it says, behind the lock on the job's erasure.
 */
public final class Receipts {
  private final ReceiptSigner signer;
  private final Clock clock;

  public Receipts(ReceiptSigner signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  SignedReceipt issue(
      Handle transaction,
      JobId job,
      ErasuresDao.Row erasure,
      List<Finding> places,
      List<Residual> residuals) {
    Instant now = clock.instant();
    SignedReceipt signed =
        signer.sign(
            new Receipt(
                ReceiptId.random(),
                job,
                erasure.outcome(),
                result(residuals),
                erasure.orderedAt(),
                erasure.beganAt(),
                now,
                places,
                residuals));
    requireKept(dao(transaction).insertReceipt(signed.receipt().id(), job, signed.jws(), now), job);
    return signed;
  }

  /**
   * @param gone kinds of residuals that are confirmed gone
   */
  void amend(Handle transaction, JobId job, List<Finding> places, Set<ResidualKind> gone) {
    Receipt receipt = find(transaction, job).orElseThrow().receipt();
    List<SignedAmendment> earlier = amendments(transaction, job);
    List<Residual> open = residualsLeft(receipt, earlier);
    List<Residual> left = open.stream().filter(one -> !gone.contains(one.kind())).toList();
    Instant now = clock.instant();
    SignedAmendment signed =
        signer.sign(
            new Amendment(
                receipt.id(),
                earlier.size() + 1,
                job,
                now,
                places,
                open.stream().filter(one -> gone.contains(one.kind())).toList(),
                left,
                result(left)));
    requireKept(
        dao(transaction)
            .insertAmendment(receipt.id(), signed.amendment().number(), signed.jws(), now),
        job);
  }

  Optional<SignedReceipt> find(Handle handle, JobId job) {
    return dao(handle).receipt(job).map(signer::readReceipt);
  }

  List<SignedAmendment> amendments(Handle handle, JobId job) {
    return dao(handle).amendments(job).stream().map(signer::readAmendment).toList();
  }

  /** What the evidence so far does not say to be gone. */
  static List<Residual> residualsLeft(Receipt receipt, List<SignedAmendment> amendments) {
    return amendments.isEmpty()
        ? receipt.residuals()
        : amendments.get(amendments.size() - 1).amendment().residualsLeft();
  }

  private static Result result(List<Residual> residuals) {
    return residuals.isEmpty() ? Result.COMPLETE : Result.COMPLETE_WITH_RESIDUALS;
  }

  private static void requireKept(int rows, JobId job) {
    if (rows != 1) {
      throw new IllegalStateException("the ledger did not keep the evidence of job " + job);
    }
  }

  private static ErasuresDao dao(Handle handle) {
    return handle.attach(ErasuresDao.class);
  }
}
