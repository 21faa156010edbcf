package io.lethe.storage.erasure;

import io.lethe.domain.erasure.Receipt;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;

/** Signs receipts. */
public final class ReceiptSigner {
  public ReceiptSigner(PublicJsonWebKey key) {}

  public SignedReceipt sign(Receipt receipt) {
    throw new UnsupportedOperationException("written next");
  }

  /** Who holds these can verify a receipt without us. */
  public JsonWebKeySet publicKeys() {
    throw new UnsupportedOperationException("written next");
  }
}
