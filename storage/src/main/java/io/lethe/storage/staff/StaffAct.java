package io.lethe.storage.staff;

/** What a member of staff did; each is one entry of the {@link AuditLog}. */
public enum StaffAct {
  SIGNED_IN,
  SIGNED_OUT,
  /** A request that came by letter or by word. */
  RECEIVED,
  VERIFIED,
  APPROVED,
  EXTENDED,
  HELD,
  RELEASED,
  FULFILLED,
  DENIED,
  /** The answer to a letter was sent. */
  TOLD,
  /** Promotional mail to everyone who agreed. */
  CAMPAIGN_ORDERED
}
