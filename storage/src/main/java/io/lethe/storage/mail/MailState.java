package io.lethe.storage.mail;

/** What became of a mail. */
public enum MailState {
  WAITING,
  /** A mail server took it. */
  SENT,
  /** The mail server refused it for good, as it does where there is no such mailbox. */
  REFUSED,
  /** Marketing that the recipient had not agreed to, or no longer, at the moment of sending. */
  SUPPRESSED
}
