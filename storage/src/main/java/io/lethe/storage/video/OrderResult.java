package io.lethe.storage.video;

import io.lethe.domain.consent.Notice;

/** What became of an order. */
public sealed interface OrderResult {

  /** It is in the ledger; its guardian is to be started now. */
  record Ordered(Job job) implements OrderResult {}

  /**
   * The same key named the same order before; nothing was added. If {@link Job#guarded()} is false,
   * whoever ordered first vanished half-way: the guardian is to be started now.
   */
  record SameOrder(Job job) implements OrderResult {}

  /** The key stands for an order with another model, duration or prompt. */
  record KeyUsedForAnotherOrder() implements OrderResult {}

  /** The first attempt with this key is still under way; ask again in a moment. */
  record OrderInFlight() implements OrderResult {}

  /** Nothing was stored. The subject must first consent to this notice. */
  record ConsentMissing(Notice notice) implements OrderResult {}
}
