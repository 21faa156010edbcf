package io.lethe.storage.mail;

/** Which template a mail is written with, and which variables it needs. */
public enum MailKind {
  /** {@code path}: the link that confirms the address, without the host. */
  CONFIRM_ADDRESS
}
