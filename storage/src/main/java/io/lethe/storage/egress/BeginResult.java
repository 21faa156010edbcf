package io.lethe.storage.egress;

import io.lethe.domain.consent.Notice;
import io.lethe.domain.video.ModelOff;

/** Whether data may leave. Only {@link Begun} allows it. */
public sealed interface BeginResult {

  /**
   * The row is written: send now, then say what came of it.
   *
   * @param token a secret that stands for this attempt; only its digest is kept
   */
  record Begun(EgressId id, AttemptToken token) implements BeginResult {}

  /**
   * The recipient works on as much of ours as it may; others came first. Ask again soon.
   *
   * @param before how many are with the recipient or come first
   */
  record NotYet(long before) implements BeginResult {}

  /** The consent is not in force; nothing may be sent. */
  record ConsentMissing(Notice notice) implements BeginResult {}

  /**
   * The provider's own facts forbid to send anything to the model; nothing was sent for the job.
   */
  record ModelIsOff(ModelOff because) implements BeginResult {}

  /** An earlier attempt was accepted; go on from there. */
  record AlreadySubmitted(Egress egress) implements BeginResult {}

  /** An earlier attempt may have been accepted; nothing may be sent again. */
  record FateUnknown(Egress egress) implements BeginResult {}
}
