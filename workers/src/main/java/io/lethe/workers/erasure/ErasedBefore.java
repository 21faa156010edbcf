package io.lethe.workers.erasure;

import io.lethe.domain.JobId;
import io.lethe.storage.erasure.Erasures;
import io.lethe.storage.erasure.OpenErasures;
import io.lethe.storage.vault.Tombstones;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases once more what a ledger that was restored from a backup brings back: jobs that it holds
 * for alive and that have a tombstone. Costs one question to the object store for each job alive.
 */
public final class ErasedBefore implements Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(ErasedBefore.class);

  private final OpenErasures open;
  private final Tombstones tombstones;
  private final Erasures erasures;

  public ErasedBefore(OpenErasures open, Tombstones tombstones, Erasures erasures) {
    this.open = open;
    this.tombstones = tombstones;
    this.erasures = erasures;
  }

  @Override
  public String name() {
    return "erased-before";
  }

  @Override
  public long sweep() {
    List<JobId> erased = open.notBegun().stream().filter(tombstones::isSet).toList();
    // Between a guardian's tombstone and its receipt a job is ERASING, so these are none of its.
    if (!erased.isEmpty()) {
      LOG.warn(
          "{} jobs were erased before this state of the ledger was restored; they are erased again.",
          erased.size());
    }
    return OneByOne.each(erased, job -> erasures.erase(job, null));
  }
}
