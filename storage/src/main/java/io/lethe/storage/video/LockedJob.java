package io.lethe.storage.video;

/** Proof that the transaction holds the job's row. */
public final class LockedJob {
  private LockedJob() {}
}
