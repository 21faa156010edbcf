package io.lethe.storage.key;

/** The key of one job. */
public final class JobKey {
  JobKey() {}
}
