package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/**
 * What is forgotten for good, kept beside the ledger: a ledger that is restored from a backup does
 * not know of erasures since. A tombstone is an object of one byte whose name is the opaque id; it
 * stays for as long as backups of the ledger are kept.
 *
 * <p>Whoever opens or stores something of a job looks here first, so that nothing of an erased job
 * is served or sent even before the sweeper has erased it once more.
 */
public final class Tombstones {
  static final String PREFIX = "tombstones/";

  /** Never empty: some stores and tools pass over empty objects. */
  private static final int CONTENT = '+';

  private final ObjectStore objects;

  public Tombstones(ObjectStore objects) {
    this.objects = new AskedTwice(objects);
  }

  /** Of what there is a tombstone; each kind has a folder of its own. */
  private enum Kind {
    JOB("job/");

    private final String folder;

    Kind(String folder) {
      this.folder = folder;
    }
  }

  /**
   * Once this returns, the tombstone is durable. Repeating it changes nothing.
   *
   * @throws VaultUnavailable if the object store failed
   */
  public void set(JobId job) {
    set(Kind.JOB, job.value());
  }

  /**
   * @throws VaultUnavailable if the object store failed
   */
  public boolean isSet(JobId job) {
    return isSet(Kind.JOB, job.value());
  }

  /**
   * Deletes tombstones that no backup is older than.
   *
   * @return how many there were
   * @throws VaultUnavailable if the object store failed
   */
  public long expire(Instant setBefore) {
    return new Expiry(objects).expire(PREFIX, setBefore);
  }

  private void set(Kind kind, UUID id) {
    if (isSet(kind, id)) {
      return;
    }
    try {
      objects.put(name(kind, id), out -> out.write(CONTENT));
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  private boolean isSet(Kind kind, UUID id) {
    try {
      return objects.exists(name(kind, id));
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  private static String name(Kind kind, UUID id) {
    return PREFIX + kind.folder + id;
  }
}
