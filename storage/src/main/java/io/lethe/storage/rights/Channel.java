package io.lethe.storage.rights;

/** How a request reached us. */
public enum Channel {
  /** With the subject's own token. */
  API,
  /** By an address, through the link that was mailed to it. */
  MAIL,
  /** By letter or by word, taken down by staff. */
  STAFF,
  /** Asked before the ledger was restored from a backup that does not know of it. */
  RESTORE
}
