package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.Deadline;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.staff.StaffAct;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
  private final Jdbi jdbi;
  private final RightsRequests requests;
  private final LockedRequest.Parts parts;
  private final RightsSettings settings;
  private final Clock clock;

  Desk(
      Jdbi jdbi,
      RightsRequests requests,
      LockedRequest.Parts parts,
      RightsSettings settings,
      Clock clock) {
    this.jdbi = jdbi;
    this.requests = requests;
    this.parts = parts;
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

  /** Takes down what came by letter or by word; the clock runs from when it came. */
  public OpenedRequest intake(
      SubjectId subject, Right right, @Nullable String details, Instant receivedAt, StaffId by) {
    if (receivedAt.isAfter(clock.instant())) {
      throw new IllegalArgumentException("a letter does not come from the future");
    }
    NewRequest asked =
        new NewRequest(subject, right, Channel.STAFF, details, /* verified= */ false, receivedAt);
    return jdbi.inTransaction(
        handle -> {
          OpenedRequest opened = requests.open(handle, asked);
          parts.log().append(handle, by, StaffAct.RECEIVED, opened.id());
          return opened;
        });
  }

  /** It is established who asks. */
  public void verify(RequestId id, StaffId by) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts).requireOpen();
          if (request.row().verifiedAt() == null) {
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
          if (request.row().approvedAt() == null) {
            handle.attach(RightsRequestsDao.class).approved(id, clock.instant());
            request.event(StepTaken.APPROVED, by, clock.instant());
          }
        });
  }

  /**
   * It was done by hand: for corrections, and for what reached nobody's account.
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
          request.close(RequestState.FULFILLED, null, answer, by, clock.instant());
        });
  }

  /**
   * It is not done; the subject is told why, and what they can do about it (GDPR Art. 12(4)).
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
          request.close(RequestState.DENIED, reason, answer, by, clock.instant());
          request.tell(
              MailKind.REQUEST_DENIED,
              Map.of(
                  "right", request.row().asked().name(),
                  "reason", reason.word(),
                  "answer", answer));
        });
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
          handle.attach(RightsRequestsDao.class).extended(id, dueAt, request.seal(answer), now);
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

  /**
   * Holds the erasure of the request's subject until {@link #release}. One that has begun is not
   * held.
   *
   * @param ground why, for whoever reviews it
   */
  public void hold(RequestId id, String ground, StaffId by) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts);
          SubjectId subject = request.row().subjectId();
          if (subject == null || request.row().beganAt() != null) {
            throw new NotPossible(id, NotPossible.Why.BEGUN);
          }
          SubjectKeys keys = parts.keys();
          byte[] sealed = keys.forWriting(handle, subject).seal("legal_holds.ground", ground);
          RightsRequestsDao dao = handle.attach(RightsRequestsDao.class);
          if (dao.hold(subject, sealed, by, clock.instant()) == 1) {
            request.event(StepTaken.HELD, by, clock.instant());
          }
        });
  }

  public void release(RequestId id, StaffId by) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts);
          SubjectId subject = request.row().subjectId();
          if (subject != null && handle.attach(RightsRequestsDao.class).release(subject) == 1) {
            request.event(StepTaken.RELEASED, by, clock.instant());
          }
        });
  }

  /** Whether the erasure of the request's subject is held. */
  public boolean isHeld(RequestId id) {
    return jdbi.inTransaction(handle -> LockedRequest.lock(handle, id, parts).isHeld());
  }
}
