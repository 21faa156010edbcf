package io.lethe.api.erasure;

import io.lethe.domain.erasure.Receipt;
import io.lethe.storage.erasure.SignedAmendment;
import io.lethe.storage.erasure.SignedReceipt;
import java.util.List;

/**
 * The receipt, which never changes, and what was learned since.
 *
 * @param amendments oldest first
 */
public record ReceiptView(Receipt receipt, String jws, List<SignedAmendment> amendments) {
  public ReceiptView {
    amendments = List.copyOf(amendments);
  }

  static ReceiptView of(SignedReceipt signed, List<SignedAmendment> amendments) {
    return new ReceiptView(signed.receipt(), signed.jws(), amendments);
  }
}
