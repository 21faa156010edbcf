package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.rights.Deadline;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.mail.MailKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Requests by right: how they are opened, read and taken back by their subjects. How they go on
 * from there is {@link RequestCourse}.
 *
 * <p>Where requests meet: the same right asked for twice by one verified subject is one request; an
 * erasure overtakes whatever else is open; once carrying out began, nothing is taken back.
 */
public final class RightsRequests {
  /** Where the link leads that shows how a request stands, without its word. */
  public static final String STATUS_PATH = "/v1/public/rights-requests/";

  private final Jdbi jdbi;
  private final LockedRequest.Parts parts;
  private final Corrections corrections;
  private final DigestKey digests;
  private final RightsSettings settings;
  private final Clock clock;

  RightsRequests(
      Jdbi jdbi,
      LockedRequest.Parts parts,
      Corrections corrections,
      DigestKey digests,
      RightsSettings settings,
      Clock clock) {
    this.jdbi = jdbi;
    this.parts = parts;
    this.corrections = corrections;
    this.digests = digests;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Opens a request. One that is verified is cleared at once, unless it is a correction in words,
   * which staff read; an objection to marketing is done at once. Its workflow is to be started
   * next: repeating both is safe.
   *
   * @return the earlier one if a verified subject has the same right open already; corrections
   *     differ from one another and are never the same
   * @throws SubjectForgotten if the subject's erasure has begun
   */
  public OpenedRequest open(NewRequest asked) {
    return jdbi.inTransaction(handle -> open(handle, asked));
  }

  OpenedRequest open(Handle handle, NewRequest asked) {
    return open(handle, asked, null);
  }

  /**
   * @param takenDownBy who of the staff received it; absent if the subject asked by themselves
   */
  OpenedRequest open(Handle handle, NewRequest asked, @Nullable StaffId takenDownBy) {
    RightsRequestsDao dao = handle.attach(RightsRequestsDao.class);
    SubjectId subject = asked.subject();
    if (dao.lockSubject(subject).isEmpty()) {
      throw new SubjectForgotten(subject);
    }
    if (asked.verified() && asked.right() != Right.CORRECTION) {
      Optional<RequestId> same = dao.openAndVerified(subject, asked.right());
      if (same.isPresent()) {
        return new OpenedRequest(same.get(), null);
      }
    }
    RequestId id = RequestId.random();
    LinkWord statusWord = LinkWord.draw();
    String details = asked.details();
    dao.insert(
        id,
        subject,
        asked.right(),
        asked.channel(),
        asked.verified() ? RequestState.OPEN : RequestState.IN_PROGRESS,
        asked.verified() ? null : RequestReason.NEED_USER_VERIFICATION,
        details == null
            ? null
            : parts.keys().forWriting(handle, subject).seal(RightsRequestRow.DETAILS, details),
        digest(statusWord),
        asked.receivedAt(),
        Deadline.of(asked.receivedAt(), settings.zone()));
    corrections.ask(handle, id, asked);
    LockedRequest opened = LockedRequest.lock(handle, id, parts);
    Instant now = clock.instant();
    opened.event(StepTaken.RECEIVED, takenDownBy, now);
    if (asked.verified()) {
      dao.verified(id, now);
      opened.event(StepTaken.VERIFIED, null, now);
      if (asked.right() == Right.MARKETING_OPT_OUT) {
        optOut(handle, subject, asked.channel());
        opened.close(RequestState.FULFILLED, null, null, null, now);
        return new OpenedRequest(id, statusWord);
      }
      if (!asked.isForStaff()) {
        dao.approved(id, now);
        opened.event(StepTaken.APPROVED, null, now);
      }
      if (asked.channel() != Channel.RESTORE) {
        opened.tell(
            MailKind.REQUEST_RECEIVED,
            Map.of("right", asked.right().name(), "path", STATUS_PATH + statusWord.value()));
      }
    }
    return new OpenedRequest(id, statusWord);
  }

  /** Carries out an objection to marketing that staff took down. Repeating it changes nothing. */
  public void carryOutObjection(RequestId id) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts);
          SubjectId subject = request.row().subjectId();
          if (request.row().closedAt() == null && subject != null) {
            optOut(handle, subject, request.row().channel());
            request.close(RequestState.FULFILLED, null, null, null, clock.instant());
          }
        });
  }

  /** At once, and for good: an older consent does not count any more. */
  private void optOut(Handle handle, SubjectId subject, Channel by) {
    ConsentChannel channel = by == Channel.MAIL ? ConsentChannel.MAIL : ConsentChannel.API;
    parts.consents().withdraw(handle, subject, Purpose.MARKETING, channel);
    EmailAddress address = parts.accounts().find(handle, subject).email();
    if (address != null) {
      parts.suppressions().suppress(handle, address);
    }
  }

  /** Absent also when the request is another subject's: nobody learns that it exists. */
  public Optional<RightsRequest> find(SubjectId subject, RequestId id) {
    return find(id).filter(request -> subject.equals(request.subject()));
  }

  public Optional<RightsRequest> find(RequestId id) {
    return jdbi.inTransaction(
        handle -> handle.attach(RightsRequestsDao.class).find(id).map(row -> read(handle, row)));
  }

  /** For who has the link that was given when it was opened, with an account or without. */
  public Optional<RightsRequest> find(LinkWord statusWord) {
    return jdbi.inTransaction(
        handle ->
            handle
                .attach(RightsRequestsDao.class)
                .byStatus(digest(statusWord))
                .map(row -> read(handle, row)));
  }

  /** The subject's newest requests, at most a hundred. */
  public List<RightsRequest> list(SubjectId subject) {
    return jdbi.inTransaction(
        handle ->
            handle.attach(RightsRequestsDao.class).ofSubject(subject).stream()
                .map(row -> read(handle, row))
                .toList());
  }

  /**
   * Takes it back. Repeating it changes nothing.
   *
   * @throws NotPossible if it is being carried out, or was answered
   */
  public void revoke(SubjectId subject, RequestId id) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts);
          RightsRequestRow row = request.row();
          if (!subject.equals(row.subjectId())) {
            throw new NotPossible(id, NotPossible.Why.NO_SUCH_REQUEST);
          }
          if (row.state() == RequestState.REVOKED) {
            return;
          }
          request.requireOpen();
          if (row.beganAt() != null) {
            throw new NotPossible(id, NotPossible.Why.BEGUN);
          }
          request.close(RequestState.REVOKED, null, null, null, clock.instant());
        });
  }

  RightsRequest read(Handle handle, RightsRequestRow row) {
    SubjectId subject = row.subjectId();
    return row.open(subject == null ? Optional.empty() : parts.keys().find(handle, subject));
  }

  private byte[] digest(LinkWord word) {
    return digests.digest("rights-status", word.value());
  }
}
