package io.lethe.storage.rights;

import com.google.common.collect.Lists;
import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.vault.Tombstones;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases once more whom a ledger that was restored from a backup brings back: subjects of whom
 * there is a tombstone and whom it holds for alive. Their keys are destroyed at once; the rest is
 * done by the request's workflow, as with any other erasure.
 *
 * <p>Who signs in after an erasure is a new subject with a random number of its own, which no
 * tombstone names. So nothing is erased but what was there before.
 */
public final class RestoredSubjects {
  private static final Logger LOG = LoggerFactory.getLogger(RestoredSubjects.class);

  /** Of the numbers that one statement asks about. */
  private static final int AT_ONCE = 1_000;

  private final Jdbi jdbi;
  private final Tombstones tombstones;
  private final RightsRequests requests;
  private final Deletions deletions;
  private final LockedRequest.Parts parts;
  private final Clock clock;

  RestoredSubjects(
      Jdbi jdbi,
      Tombstones tombstones,
      RightsRequests requests,
      Deletions deletions,
      LockedRequest.Parts parts,
      Clock clock) {
    this.jdbi = jdbi;
    this.tombstones = tombstones;
    this.requests = requests;
    this.deletions = deletions;
    this.parts = parts;
    this.clock = clock;
  }

  /**
   * Begins their erasures. Several processes may do it at once.
   *
   * @return how many there were
   * @throws io.lethe.storage.vault.VaultUnavailable if the object store failed
   */
  public long eraseAgain() {
    List<SubjectId> alive =
        Lists.partition(tombstones.subjects(), AT_ONCE).stream()
            .flatMap(some -> alive(some).stream())
            .toList();
    if (!alive.isEmpty()) {
      LOG.warn(
          "{} subjects were erased before this state of the ledger was restored; they are erased"
              + " again.",
          alive.size());
    }
    alive.forEach(this::eraseAgain);
    return alive.size();
  }

  private List<SubjectId> alive(List<SubjectId> erased) {
    UUID[] numbers = erased.stream().map(SubjectId::value).toArray(UUID[]::new);
    return jdbi.withExtension(DeletionsDao.class, dao -> dao.alive(numbers));
  }

  private void eraseAgain(SubjectId subject) {
    try {
      jdbi.useTransaction(handle -> eraseAgain(handle, subject));
    } catch (SubjectForgotten byAnother) {
      // Another process was a moment earlier.
    }
  }

  /**
   * By the request that the ledger knows, so that its subject's link shows what became of it, or by
   * a new one. A legal hold that stood at the time of the backup was lifted since.
   */
  private void eraseAgain(Handle handle, SubjectId subject) {
    Instant now = clock.instant();
    RequestId id =
        requests
            .open(
                handle,
                new NewRequest(
                    subject, Right.DELETION, Channel.RESTORE, null, /* verified= */ true, now))
            .id();
    LockedRequest request = LockedRequest.lock(handle, id, parts);
    RightsRequestsDao dao = handle.attach(RightsRequestsDao.class);
    if (request.row().approvedAt() == null) {
      dao.approved(id, now);
      request.event(StepTaken.APPROVED, null, now);
    }
    if (dao.began(id, now) == 1) {
      request.event(StepTaken.BEGUN, null, now);
    }
    deletions.begin(handle, id);
  }
}
