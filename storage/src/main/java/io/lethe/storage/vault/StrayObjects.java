package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Objects that no row owns: a backup of the vault was restored, a deletion was lost, a late writer
 * died before it could delete what it wrote. Nothing would ever serve them, and nobody erases what
 * the ledger does not know.
 */
public final class StrayObjects {
  private static final int NAMES_IN_A_QUESTION = 1_000;

  private final Jdbi jdbi;
  private final ObjectStore objects;

  public StrayObjects(Jdbi jdbi, ObjectStore objects) {
    this.jdbi = jdbi;
    this.objects = new AskedTwice(objects);
  }

  /**
   * @param job in whose folder it lies, if that bears a job's name
   */
  public record Stray(String name, Optional<JobId> job) {}

  /**
   * Those that nothing was written to since this moment. What a row calls its own, also one whose
   * writer never came to its end, is none: it is erased with its job.
   *
   * @param writtenBefore longer ago than any honest writer can still be between object and row
   * @throws VaultUnavailable if the object store failed
   */
  public List<Stray> find(Instant writtenBefore) {
    try {
      List<Stray> found = new ArrayList<>();
      List<String> old = objects.listWrittenBefore(ObjectNames.JOBS, writtenBefore);
      for (int from = 0; from < old.size(); from += NAMES_IN_A_QUESTION) {
        List<String> some = old.subList(from, Math.min(old.size(), from + NAMES_IN_A_QUESTION));
        for (String name : strays(some)) {
          found.add(new Stray(name, ObjectNames.job(name)));
        }
      }
      return found;
    } catch (IOException e) {
      throw new VaultUnavailable(e);
    }
  }

  /** Deleting what is gone succeeds. */
  public void erase(Stray stray) {
    new Expiry(objects).delete(stray.name());
  }

  private List<String> strays(List<String> names) {
    List<UUID> ids = names.stream().flatMap(name -> ObjectNames.media(name).stream()).toList();
    Set<String> owned =
        jdbi.withExtension(MediaDao.class, dao -> dao.owned(ids)).stream()
            .map(owner -> ObjectNames.of(owner.jobId(), new MediaId(owner.id())))
            .collect(Collectors.toSet());
    return names.stream().filter(name -> !owned.contains(name)).toList();
  }
}
