package io.lethe.storage.rights;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.key.SubjectKey;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.staff.StaffAct;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Legal holds (GDPR Art. 17(3)(b) and (e)): while one stands, no deletion of all that is kept of
 * its subject is begun, because what is kept is needed for a legal claim or duty. Each names its
 * ground and its last day; several may stand on one subject, and each is lifted for itself.
 *
 * <p>A hold keeps rows of the ledger, never what a job holds: photos, clips, videos and prompts are
 * erased at their time by the guardians, which know of no hold. Nor does it stop the clock of a
 * request.
 */
public final class LegalHolds {
  /** Whoever needs longer looks at it anew and places another. */
  public static final int LONGEST_DAYS = 366;

  private static final String GROUND = "legal_holds.ground";
  private static final String RELEASE_GROUND = "legal_holds.release_ground";
  private static final int MOST_JOBS = 50;

  private final Jdbi jdbi;
  private final LockedRequest.Parts parts;
  private final ZoneId zone;
  private final Clock clock;

  LegalHolds(Jdbi jdbi, LockedRequest.Parts parts, ZoneId zone, Clock clock) {
    this.jdbi = jdbi;
    this.parts = parts;
    this.zone = zone;
    this.clock = clock;
  }

  /** A job of a held subject that is not erased yet, and by when it is, hold or not. */
  public record HeldJob(JobId job, Instant eraseBy) {}

  /** The day that it is where the controller is. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /**
   * Places it; repeating it changes nothing.
   *
   * @return the open requests for deletion that wait from now on
   * @throws SubjectForgotten if the erasure of all that is kept has begun
   * @throws NotPossible if a deletion is being carried out
   */
  public List<RequestId> place(NewHold hold, StaffId by) {
    requireDay(hold.lastDay());
    return jdbi.inTransaction(
        handle -> {
          Instant now = clock.instant();
          LegalHoldsDao dao = handle.attach(LegalHoldsDao.class);
          // In this order everywhere: requests, then their subject.
          List<RequestId> deletions = dao.openDeletions(hold.subject());
          SubjectKey key = key(handle, hold.subject());
          Optional<RequestId> begun = dao.begunDeletion(hold.subject());
          if (begun.isPresent()) {
            throw new NotPossible(begun.get(), NotPossible.Why.BEGUN);
          }
          int placed =
              dao.insert(
                  hold.id(),
                  hold.subject(),
                  key.seal(GROUND, hold.ground()),
                  by,
                  now,
                  hold.lastDay().plusDays(1).atStartOfDay(zone).toInstant());
          if (placed == 1) {
            note(handle, deletions, StepTaken.HELD, hold.id(), by, now);
          }
          return deletions;
        });
  }

  /** While the subject is locked, no deletion of it begins. */
  private SubjectKey key(Handle handle, SubjectId subject) {
    if (handle.attach(RightsRequestsDao.class).lockSubject(subject).isEmpty()) {
      throw new SubjectForgotten(subject);
    }
    return parts.keys().forWriting(handle, subject);
  }

  private void requireDay(LocalDate lastDay) {
    if (lastDay.isBefore(today()) || lastDay.isAfter(today().plusDays(LONGEST_DAYS))) {
      throw new IllegalArgumentException("a hold ends within a year, and not in the past");
    }
  }

  /**
   * Lifts it before it ends; repeating it changes nothing.
   *
   * @param ground why, for whoever reviews it
   * @return the open requests for deletion that may go on; another hold may still stand
   * @throws NotPossible if there is no such hold, or it holds nothing any more
   */
  public List<RequestId> release(HoldId id, String ground, StaffId by) {
    return jdbi.inTransaction(
        handle -> {
          Instant now = clock.instant();
          LegalHoldsDao dao = handle.attach(LegalHoldsDao.class);
          SubjectId subject =
              dao.find(id).map(LegalHoldsDao.Row::subjectId).orElseThrow(NotPossible::noSuchHold);
          List<RequestId> deletions = dao.openDeletions(subject);
          SubjectKey key = key(handle, subject);
          if (dao.release(id, key.seal(RELEASE_GROUND, ground), by, now) == 1) {
            note(handle, deletions, StepTaken.RELEASED, id, by, now);
          }
          return deletions;
        });
  }

  /** In the timeline of each request that waits, and in the log of staff. */
  private void note(
      Handle handle, List<RequestId> deletions, StepTaken what, HoldId id, StaffId by, Instant at) {
    StaffAct act = StaffAct.valueOf(what.name());
    for (RequestId deletion : deletions) {
      handle.attach(RightsRequestsDao.class).event(deletion, what, by, at);
      parts.log().append(handle, by, act, deletion, id);
    }
    if (deletions.isEmpty()) {
      parts.log().append(handle, by, act, null, id);
    }
  }

  public Optional<LegalHold> find(HoldId id) {
    return jdbi.inTransaction(
        handle -> handle.attach(LegalHoldsDao.class).find(id).map(row -> open(handle, row)));
  }

  /**
   * Those that stand, the one that ends next first.
   *
   * @param after the last of the page before; absent for the first page
   */
  public List<LegalHold> inForce(@Nullable LegalHold after, int limit) {
    return after == null
        ? inForce(Instant.EPOCH, new HoldId(new UUID(0, 0)), limit)
        : inForce(after.endsAt(), after.id(), limit);
  }

  /** The same, where the last of the page before is known by its end and number alone. */
  public List<LegalHold> inForce(Instant afterEnd, HoldId afterId, int limit) {
    return jdbi.inTransaction(
        handle ->
            handle
                .attach(LegalHoldsDao.class)
                .inForce(clock.instant(), afterEnd, afterId, limit)
                .stream()
                .map(row -> open(handle, row))
                .toList());
  }

  /** Those that stand on the subject of a request. */
  public List<LegalHold> on(RequestId request) {
    return jdbi.inTransaction(
        handle ->
            handle.attach(LegalHoldsDao.class).onSubjectOf(request, clock.instant()).stream()
                .map(row -> open(handle, row))
                .toList());
  }

  /** Which of these requests have a subject that is held. */
  public Set<RequestId> heldAmong(List<RequestId> requests) {
    List<UUID> ids = requests.stream().map(RequestId::value).toList();
    return Set.copyOf(
        jdbi.withExtension(LegalHoldsDao.class, dao -> dao.heldAmong(ids, clock.instant())));
  }

  /** Requests for deletion that wait for it. */
  public List<RequestId> waiting(HoldId id) {
    return jdbi.inTransaction(
        handle -> {
          LegalHoldsDao dao = handle.attach(LegalHoldsDao.class);
          return dao.find(id).map(row -> dao.openDeletions(row.subjectId())).orElse(List.of());
        });
  }

  /** The subject's jobs that are not erased yet, the next one to be first, at most fifty. */
  public List<HeldJob> jobs(HoldId id) {
    return jdbi.inTransaction(
        handle -> {
          LegalHoldsDao dao = handle.attach(LegalHoldsDao.class);
          return dao.find(id).map(row -> dao.jobs(row.subjectId(), MOST_JOBS)).orElse(List.of());
        });
  }

  /** Whose job it is; absent if there is no such job, or no trace of it any more. */
  public Optional<SubjectId> subjectOf(JobId job) {
    return jdbi.withExtension(LegalHoldsDao.class, dao -> dao.subjectOf(job));
  }

  /** Whose request it is; absent if there is none, or its subject is erased. */
  public Optional<SubjectId> subjectOf(RequestId request) {
    return jdbi.withExtension(LegalHoldsDao.class, dao -> dao.subjectOf(request));
  }

  /**
   * Until when a request for deletion waits, unless the holds are lifted; absent if it does not.
   */
  static Optional<Instant> until(Handle handle, RightsRequestRow row, Instant now) {
    SubjectId subject = row.subjectId();
    return row.asked() == Right.DELETION && row.beganAt() == null && subject != null
        ? handle.attach(LegalHoldsDao.class).heldUntil(subject, now)
        : Optional.empty();
  }

  private LegalHold open(Handle handle, LegalHoldsDao.Row row) {
    Optional<SubjectKey> key = parts.keys().find(handle, row.subjectId());
    return new LegalHold(
        row.id(),
        key.map(present -> present.unseal(GROUND, row.ground())).orElse(""),
        row.placedBy(),
        row.placedAt(),
        row.endsAt(),
        row.releasedBy(),
        row.releasedAt(),
        key.map(present -> present.unseal(RELEASE_GROUND, row.releaseGround())).orElse(null));
  }
}
