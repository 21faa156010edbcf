package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.key.SubjectKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Requests of people who wrote a letter or a mail to a person, or said it, taken down by staff: how
 * they are opened, with or without an account, and that their answer was told. Who asks this way
 * sees no answer by themselves, so one that was not told yet is counted until it is.
 */
public final class Letters {
  private final Jdbi jdbi;
  private final RightsRequests requests;
  private final LockedRequest.Parts parts;
  private final Strangers strangers;
  private final ZoneId zone;
  private final Clock clock;

  Letters(
      Jdbi jdbi,
      RightsRequests requests,
      LockedRequest.Parts parts,
      Strangers strangers,
      ZoneId zone,
      Clock clock) {
    this.jdbi = jdbi;
    this.requests = requests;
    this.parts = parts;
    this.strangers = strangers;
    this.zone = zone;
    this.clock = clock;
  }

  /** The day that it is where the controller is. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /**
   * Takes a letter down: for each account whose confirmed address it gives, or, where there is
   * none, for a person of whom nothing else is kept. An objection to marketing is done at once:
   * whoever sends it, it harms nobody (GDPR Art. 21(3)).
   *
   * @return the requests, whose workflows are to be started
   */
  public List<RequestId> takeDown(NewLetter letter, StaffId by) {
    LocalDate day = letter.receivedOn();
    if (day.isAfter(today()) || day.isBefore(today().minusDays(NewLetter.OLDEST_DAYS))) {
      throw new IllegalArgumentException("a letter came within the last year, until today");
    }
    EmailAddress address = letter.address();
    return jdbi.inTransaction(
        handle -> {
          List<SubjectId> senders = new ArrayList<>();
          if (address != null) {
            senders.addAll(parts.accounts().withEmail(address));
            if (letter.right() == Right.MARKETING_OPT_OUT) {
              parts.suppressions().suppress(handle, address);
            }
          }
          if (senders.isEmpty()) {
            senders.add(
                address == null
                    ? strangers.byLetter(handle)
                    : strangers.byAddress(handle, address));
          }
          return senders.stream().map(sender -> open(handle, letter, sender, by)).toList();
        });
  }

  private RequestId open(Handle handle, NewLetter letter, SubjectId sender, StaffId by) {
    EmailAddress address = letter.address();
    String correspondent = letter.correspondent();
    if (correspondent == null && address != null && Strangers.isOne(handle, sender)) {
      // Else nobody could tell whose request it is.
      correspondent = address.value();
    }
    return takeDown(
        handle,
        new NewRequest(
            sender,
            letter.right(),
            Channel.STAFF,
            letter.details(),
            /* verified= */ letter.right() == Right.MARKETING_OPT_OUT,
            letter.receivedOn().atStartOfDay(zone).toInstant()),
        correspondent,
        by);
  }

  /** For a subject that is known already. */
  RequestId takeDown(Handle handle, NewRequest asked, @Nullable String correspondent, StaffId by) {
    RequestId id = requests.open(handle, asked, by).id();
    byte[] sealed =
        correspondent == null
            ? null
            : parts
                .keys()
                .forWriting(handle, asked.subject())
                .seal(DeskNotesDao.CORRESPONDENT, correspondent);
    handle.attach(DeskNotesDao.class).letter(id, sealed);
    return id;
  }

  /** What staff noted of it, by letter or not. */
  public DeskNotes notes(RequestId id) {
    return jdbi.inTransaction(
        handle ->
            handle
                .attach(RightsRequestsDao.class)
                .find(id)
                .map(row -> notes(handle, id, row.subjectId()))
                .orElse(DeskNotes.NONE));
  }

  private DeskNotes notes(Handle handle, RequestId id, @Nullable SubjectId subject) {
    Optional<SubjectKey> key =
        subject == null ? Optional.empty() : parts.keys().find(handle, subject);
    boolean stranger = subject != null && Strangers.isOne(handle, subject);
    return handle
        .attach(DeskNotesDao.class)
        .find(id)
        .map(
            row ->
                new DeskNotes(
                    stranger,
                    unseal(key, DeskNotesDao.CORRESPONDENT, row.correspondent()),
                    unseal(key, DeskNotesDao.VERIFICATION, row.verification()),
                    row.byLetter(),
                    row.toldAt()))
        .orElseGet(() -> new DeskNotes(stranger, null, null, false, null));
  }

  private static @Nullable String unseal(
      Optional<SubjectKey> key, String column, byte @Nullable [] sealed) {
    return key.map(present -> present.unseal(column, sealed)).orElse(null);
  }

  /**
   * The answer was sent on paper, or said.
   *
   * @param on the day, by the controller's calendar
   * @throws NotPossible if there is no answer yet, it was told before, or it is not told by letter
   */
  public void told(RequestId id, LocalDate on, StaffId by) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts);
          DeskNotesDao dao = handle.attach(DeskNotesDao.class);
          DeskNotesDao.Row noted =
              dao.find(id)
                  .filter(DeskNotesDao.Row::byLetter)
                  .orElseThrow(() -> new NotPossible(id, NotPossible.Why.NOT_BY_LETTER));
          RequestState state = request.row().state();
          if (state != RequestState.FULFILLED && state != RequestState.DENIED) {
            throw new NotPossible(id, NotPossible.Why.NOT_CLOSED);
          }
          if (noted.toldAt() != null) {
            throw new NotPossible(id, NotPossible.Why.TOLD_BEFORE);
          }
          Instant now = clock.instant();
          if (on.isAfter(today()) || on.atStartOfDay(zone).toInstant().isBefore(day(request))) {
            throw new IllegalArgumentException("an answer is told between its request and today");
          }
          dao.told(id, on.equals(today()) ? now : on.atStartOfDay(zone).toInstant());
          request.event(StepTaken.TOLD, by, now);
        });
  }

  private Instant day(LockedRequest request) {
    return LocalDate.ofInstant(request.row().receivedAt(), zone).atStartOfDay(zone).toInstant();
  }

  /** Answers that were given and not told yet: a number that has to become zero. */
  public long countToTell() {
    return jdbi.withExtension(DeskNotesDao.class, DeskNotesDao::countToTell);
  }
}
