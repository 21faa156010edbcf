package io.lethe.storage.mail;

/** Which template a mail is written with, and which variables it needs. */
public enum MailKind {
  /** {@code path}: the link that confirms the address, without the host. */
  CONFIRM_ADDRESS,
  /** {@code right}, {@code path} (the link that confirms the request), {@code until}. */
  VERIFY_REQUEST,
  /** {@code right}: a {@link io.lethe.domain.rights.Right}; {@code path} (how it stands). */
  REQUEST_RECEIVED,
  /** {@code right}, {@code due} (an instant), {@code answer} (why, in staff's words). */
  REQUEST_EXTENDED,
  /** {@code right}, {@code reason} (of the Data Rights Protocol), {@code answer}. */
  REQUEST_DENIED,
  /** {@code right}, {@code path} (where the package can be downloaded once), {@code until}. */
  ACCESS_READY,
  /** To staff: {@code request} (its id), {@code right}, {@code due}. */
  STAFF_REMINDER,
  /**
   * Sent by the {@link PromotionGate} alone: {@code title} and {@code text} of its campaign, {@code
   * path} (where a POST ends all such mail, RFC 8058).
   */
  PROMOTION,
  /** To who asked to be told; nothing more: the video is behind their sign-in. */
  VIDEO_READY,
  /** {@code videos}: how many were being made and are being erased. */
  CONSENT_WITHDRAWN,
  /** {@code right}, {@code answer} (what was done, in words). */
  REQUEST_FULFILLED,
  /** {@code receipt} (signed), {@code path} (where the keys are that it can be checked with). */
  SUBJECT_ERASED
}
