package io.lethe.workflows.erasure.protocol;

/** What can befall the protocol, at any moment and as often as it likes. */
enum Mishap {
  VIDEO_TERMINATED,
  GUARDIAN_TERMINATED,
  /** A process is killed while it writes: what it wrote stays, and nobody takes it back. */
  WRITER_KILLED,
  SWEEPER_KILLED,
  /** The ledger is replaced by a copy from before the erasure: once. */
  LEDGER_RESTORED
}
