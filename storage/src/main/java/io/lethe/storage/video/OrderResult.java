package io.lethe.storage.video;

import io.lethe.domain.consent.Notice;
import io.lethe.domain.video.ModelOff;
import java.time.Duration;

/** What became of an order. */
public sealed interface OrderResult {

  /** It is in the ledger; its guardian is to be started now. */
  record Ordered(Job job) implements OrderResult {}

  /**
   * The same key named the same order before; nothing was added. If {@link Job#guarded()} is false,
   * whoever ordered first vanished half-way: the guardian is to be started now.
   */
  record SameOrder(Job job) implements OrderResult {}

  /**
   * The key stands for an order with another model, duration, prompt or other parameters or
   * uploads.
   */
  record KeyUsedForAnotherOrder() implements OrderResult {}

  /** The first attempt with this key is still under way; ask again in a moment. */
  record OrderInFlight() implements OrderResult {}

  /** Nothing was stored. The subject must first consent to this notice. */
  record ConsentMissing(Notice notice) implements OrderResult {}

  /** Nothing was stored. The model can't be ordered at present. */
  record ModelIsOff(ModelOff reason) implements OrderResult {}

  /**
   * Nothing was stored. The subject has as many jobs as it may have.
   *
   * @param most how many that is
   * @param retryAfter when one more will be allowed: for a day's quota exactly, for jobs at once by
   *     what such jobs took lately
   */
  record QuotaReached(Quota.Limit limit, int most, Duration retryAfter) implements OrderResult {}
}
