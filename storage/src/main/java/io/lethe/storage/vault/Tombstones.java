package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is forgotten for good, kept beside the ledger: a ledger that is restored from a backup does
 * not know of erasures since. A tombstone is an object of one byte whose name is the opaque id; it
 * stays for as long as backups of the ledger are kept.
 *
 * <p>Whoever opens or stores something of a job looks here first, so that nothing of an erased job
 * is served or sent even before the sweeper has erased it once more. Subjects are looked up the
 * other way round, from the tombstones to the ledger, because few of them are ever erased: see
 * {@link io.lethe.storage.rights.RestoredSubjects}.
 */
public final class Tombstones {
  static final String PREFIX = "tombstones/";

  /** Never empty: some stores and tools pass over empty objects. */
  private static final int CONTENT = '+';

  private static final Pattern OF_SUBJECT =
      Pattern.compile(PREFIX + Kind.SUBJECT.folder + ObjectNames.ID);

  private final ObjectStore objects;

  public Tombstones(ObjectStore objects) {
    this.objects = new AskedTwice(objects);
  }

  /** Of what there is a tombstone; each kind has a folder of its own. */
  private enum Kind {
    JOB("job/"),
    SUBJECT("subject/");

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
   * As {@link #set(JobId)}. Who signs in again is another subject, with a number that no tombstone
   * names.
   *
   * @throws VaultUnavailable if the object store failed
   */
  public void set(SubjectId subject) {
    set(Kind.SUBJECT, subject.value());
  }

  /**
   * Everyone whose erasure has begun, as long as backups are kept.
   *
   * @throws VaultUnavailable if the object store failed
   */
  public List<SubjectId> subjects() {
    try {
      List<SubjectId> erased = new ArrayList<>();
      for (String name : objects.list(PREFIX + Kind.SUBJECT.folder)) {
        Matcher whole = OF_SUBJECT.matcher(name);
        // What a half-done write left is passed over: whoever wrote it writes again.
        if (whole.matches()) {
          erased.add(SubjectId.of(whole.group(1)));
        }
      }
      return erased;
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
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
