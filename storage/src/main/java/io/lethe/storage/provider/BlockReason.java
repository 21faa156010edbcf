package io.lethe.storage.provider;

/** Why a provider takes no orders of ours. Each is the account's state, not a job's. */
public enum BlockReason {
  /** Locked, as a rule for want of balance. */
  ACCOUNT_LOCKED,
  /** The key is wrong, or may not do this. */
  KEY_REFUSED
}
