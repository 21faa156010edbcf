package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.Deadline;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.holding.Holdings;
import io.lethe.storage.mail.MailKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What compliance staff do about requests. Each method is one transaction that leaves an entry in
 * the request's timeline with who did it; after each the request's workflow is to be told that
 * something changed (a signal {@code changed} to {@code rights/<id>}), which then goes on by
 * itself.
 *
 * <p>Every method throws {@link NotPossible} where the request is not at a point where this can be
 * done, with a sentence for the person at the desk.
 */
public final class Desk {
  /** Names of holdings that everybody is in who asked something. */
  private static final Set<String> OF_THE_REQUEST_ITSELF = Set.of("rights", "subject");

  private final Jdbi jdbi;
  private final LockedRequest.Parts parts;
  private final Holdings holdings;
  private final RightsSettings settings;
  private final Clock clock;

  Desk(
      Jdbi jdbi,
      LockedRequest.Parts parts,
      Holdings holdings,
      RightsSettings settings,
      Clock clock) {
    this.jdbi = jdbi;
    this.parts = parts;
    this.holdings = holdings;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Open requests by their due date, the most urgent first, without what was written in them: a
   * list does not need it, and to unseal it would take a key for each.
   *
   * @param after the last of the page before; absent for the first page
   */
  public List<RightsRequest> due(@Nullable RightsRequest after, int limit) {
    return after == null
        ? due(Instant.EPOCH, new RequestId(new UUID(0, 0)), limit)
        : due(after.dueAt(), after.id(), limit);
  }

  /** The same, where the last of the page before is known by its date and number alone. */
  public List<RightsRequest> due(Instant afterDue, RequestId afterId, int limit) {
    return jdbi.withExtension(
        RightsRequestsDao.class,
        dao ->
            dao.due(afterDue, afterId.value(), limit).stream()
                .map(row -> row.open(Optional.empty()))
                .toList());
  }

  /** Everything that happened to a request, oldest first. */
  public List<TimelineEntry> timeline(RequestId id) {
    return jdbi.withExtension(RightsRequestsDao.class, dao -> dao.timeline(id));
  }

  /**
   * It is established who asks.
   *
   * @param how by what, for whoever reviews it; the papers themselves are not kept
   */
  public void verify(RequestId id, String how, StaffId by) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts).requireOpen();
          if (request.row().verifiedAt() == null) {
            handle
                .attach(DeskNotesDao.class)
                .verification(id, request.seal(DeskNotesDao.VERIFICATION, how));
            handle.attach(RightsRequestsDao.class).verified(id, clock.instant());
            request.event(StepTaken.VERIFIED, by, clock.instant());
          }
        });
  }

  /** It may be carried out, and will be. */
  public void approve(RequestId id, StaffId by) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts).requireOpen();
          if (request.row().verifiedAt() == null) {
            throw new NotPossible(id, NotPossible.Why.NOT_VERIFIED);
          }
          if (request.row().asked() == Right.CORRECTION
              && !handle.attach(CorrectionsDao.class).namesAnything(id)) {
            throw new NotPossible(id, NotPossible.Why.NAMES_NOTHING);
          }
          if (request.row().approvedAt() == null) {
            handle.attach(RightsRequestsDao.class).approved(id, clock.instant());
            request.event(StepTaken.APPROVED, by, clock.instant());
          }
        });
  }

  /**
   * It was done by hand: for corrections, and for people of whom nothing is kept but their letter.
   *
   * @param answer what the subject reads
   */
  public void fulfil(RequestId id, String answer, StaffId by) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts).requireOpen();
          if (request.row().verifiedAt() == null) {
            throw new NotPossible(id, NotPossible.Why.NOT_VERIFIED);
          }
          if (request.row().beganAt() != null) {
            throw new NotPossible(id, NotPossible.Why.BEGUN);
          }
          Instant now = clock.instant();
          request.close(RequestState.FULFILLED, null, answer, by, now);
          request.tellAnswer(
              MailKind.REQUEST_FULFILLED,
              Map.of("right", request.row().asked().name(), "answer", answer),
              now);
        });
  }

  /**
   * It is not done; the subject is told why, and what they can do about it (GDPR Art. 12(4)). That
   * nothing matches is said only where nothing is kept.
   *
   * @param answer what the subject reads
   */
  public void deny(RequestId id, RequestReason reason, String answer, StaffId by) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts).requireOpen();
          if (request.row().beganAt() != null) {
            throw new NotPossible(id, NotPossible.Why.BEGUN);
          }
          if (reason == RequestReason.NO_MATCH && isSomethingKept(handle, request)) {
            throw new NotPossible(id, NotPossible.Why.SOMETHING_IS_HELD);
          }
          Instant now = clock.instant();
          request.close(RequestState.DENIED, reason, answer, by, now);
          request.tellAnswer(
              MailKind.REQUEST_DENIED,
              Map.of(
                  "right", request.row().asked().name(),
                  "reason", reason.word(),
                  "answer", answer),
              now);
        });
  }

  /** Beside the request itself, and what is kept of a stranger only because they wrote. */
  private boolean isSomethingKept(Handle handle, LockedRequest request) {
    SubjectId subject = request.row().subjectId();
    return subject != null
        && !Strangers.isOne(handle, subject)
        && holdings.all().stream()
            .filter(holding -> !OF_THE_REQUEST_ITSELF.contains(holding.name()))
            .anyMatch(holding -> holding.count(subject) > 0);
  }

  /**
   * Moves the deadline, once, by one or two months; the subject is told why in the same breath
   * (GDPR Art. 12(3)).
   *
   * @param answer why, for the subject
   * @param toldByStaff whether the subject was told otherwise: for who has no address to write to
   */
  public void extend(RequestId id, int months, String answer, boolean toldByStaff, StaffId by) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts).requireOpen();
          RightsRequestRow row = request.row();
          Instant now = clock.instant();
          if (row.extendedAt() != null) {
            throw new NotPossible(id, NotPossible.Why.EXTENDED_BEFORE);
          }
          if (!now.isBefore(row.dueAt())) {
            throw new NotPossible(id, NotPossible.Why.TOO_LATE);
          }
          Instant dueAt = Deadline.extended(row.dueAt(), months, settings.zone());
          handle
              .attach(RightsRequestsDao.class)
              .extended(id, dueAt, request.seal(RightsRequestRow.ANSWER, answer), now);
          request.event(StepTaken.EXTENDED, by, now);
          boolean told =
              request.tell(
                  MailKind.REQUEST_EXTENDED,
                  Map.of("right", row.asked().name(), "due", dueAt.toString(), "answer", answer));
          if (!told && !toldByStaff) {
            throw new NotPossible(id, NotPossible.Why.SUBJECT_NOT_TOLD);
          }
        });
  }
}
