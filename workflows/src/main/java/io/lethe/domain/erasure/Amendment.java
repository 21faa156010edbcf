package io.lethe.domain.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.erasure.Receipt.Finding;
import io.lethe.domain.erasure.Receipt.Residual;
import io.lethe.domain.erasure.Receipt.Result;
import java.time.Instant;
import java.util.List;

/**
 * What was learned after a receipt: that a second look found every place empty, what a late writer
 * had brought back until then, or that a residual is gone. A receipt is never changed; amendments
 * are added to it, each signed like it. It holds nothing personal.
 *
 * @param receiptId the receipt it adds to
 * @param number counts the amendments of a receipt from 1
 * @param places what was looked at again; {@link Finding#erased} counts what was found late, and
 *     erased
 * @param residualsGone residuals of the receipt that are confirmed gone since
 * @param residualsLeft those that still are not; empty makes the result {@link Result#COMPLETE}
 * @param result what holds from now on
 */
public record Amendment(
    ReceiptId receiptId,
    int number,
    JobId jobId,
    Instant issuedAt,
    List<Finding> places,
    List<Residual> residualsGone,
    List<Residual> residualsLeft,
    Result result) {

  public Amendment {
    places = List.copyOf(places);
    residualsGone = List.copyOf(residualsGone);
    residualsLeft = List.copyOf(residualsLeft);
  }
}
