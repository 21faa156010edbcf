package io.lethe.fal;

/** Whether a webhook is fal.ai's. */
public sealed interface WebhookCheck {

  /**
   * fal.ai signed it, for our account, just now.
   *
   * @param requestId as in {@link FalRequest#id}
   */
  record Genuine(String requestId) implements WebhookCheck {}

  /**
   * It is not fal.ai's, not ours, or too old.
   *
   * @param why a word of ours, that may be logged
   */
  record Forged(String why) implements WebhookCheck {}

  /** fal.ai's keys could not be fetched: sent again later, it can be told. */
  record NotCheckable(FalFailure failure) implements WebhookCheck {}
}
