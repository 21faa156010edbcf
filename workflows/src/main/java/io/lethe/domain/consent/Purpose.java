package io.lethe.domain.consent;

/** What a subject may consent to. Nothing is consented to by default (GDPR Art. 4(11), Art. 7). */
public enum Purpose {
  /**
   * Sending the upload and the prompt to the AI providers that the notice names, to make the video
   * that was ordered.
   */
  AI_PROCESSING,
  /** Promotional mail. */
  MARKETING
}
