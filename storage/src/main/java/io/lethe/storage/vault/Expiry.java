package io.lethe.storage.vault;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Deletes by age alone, knowing neither ledger nor workflow: the layer that is left when both are
 * gone. On S3 a lifecycle rule of the bucket does the same; both may be in force.
 */
public final class Expiry {
  private static final String UNFINISHED = ".part";

  private final ObjectStore objects;

  public Expiry(ObjectStore objects) {
    this.objects = new AskedTwice(objects);
  }

  /**
   * Deletes what was last written before this moment, half-written objects included.
   *
   * @return how many there were
   * @throws VaultUnavailable if the object store failed, or still has one
   */
  public long expire(String prefix, Instant writtenBefore) {
    try {
      return delete(objects.listWrittenBefore(prefix, writtenBefore));
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  /** All uploads and videos, whosever. Otherwise as {@link #expire}. */
  public long expireJobs(Instant writtenBefore) {
    return expire(ObjectNames.JOBS, writtenBefore);
  }

  /**
   * Deletes what writers of uploads and videos left half-written that wrote nothing since this
   * moment.
   *
   * @return how many there were
   * @throws VaultUnavailable if the object store failed
   */
  public long expireHalfWritten(Instant writtenBefore) {
    try {
      return delete(
          objects.listWrittenBefore(ObjectNames.JOBS, writtenBefore).stream()
              .filter(name -> name.endsWith(UNFINISHED))
              .toList());
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  /** One object, by its name. */
  void delete(String name) {
    try {
      delete(List.of(name));
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  private long delete(List<String> names) throws IOException {
    long deleted = 0;
    for (String name : names) {
      if (objects.delete(name)) {
        deleted++;
      }
      if (objects.exists(name)) {
        throw new IOException("an object outlived its deletion");
      }
    }
    return deleted;
  }
}
