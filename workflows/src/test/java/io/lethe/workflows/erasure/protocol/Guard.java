package io.lethe.workflows.erasure.protocol;

/** What the protocol relies on. Each can be left out, to see what it is there for. */
enum Guard {
  /** VideoWorkflow tells the guardian on every path, and replaces one that was terminated. */
  LAST_STEP,
  /** The guardian acts at the job's deadline, told or not. */
  DEADLINE,
  /** What is overdue, orphaned or restored is found by looking at the ledger and the vault. */
  SWEEPER,
  /** The tombstone and the destruction of the key are one transaction. */
  KEY_DESTROYED,
  /** A writer looks for the tombstone before its first byte. */
  TOMBSTONE_BEFORE_WRITE,
  /** A writer looks for the tombstone, and for its own row, before what it wrote can be seen. */
  TOMBSTONE_AFTER_WRITE,
  /** No receipt unless nothing was listed any more. */
  READ_BACK,
  /** The guardian deletes once more when the slowest writer must have ended. */
  SECOND_LOOK,
  /** A trace of the erasure lies outside the ledger, where no restore of the ledger reaches it. */
  TOMBSTONE_OUTSIDE
}
