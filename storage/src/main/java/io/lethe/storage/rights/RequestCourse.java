package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.Deadline;
import io.lethe.domain.rights.RequestId;
import io.lethe.storage.mail.MailKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * How requests go on once they are opened: what their workflow reads and records, and which of them
 * it has to be woken for. The clock is kept here, in absolute dates; a workflow only wakes when
 * they come.
 *
 * <p>Whatever is changed about a request is marked as unseen in the same transaction, until its
 * workflow looks. So no change is lost when telling the workflow fails.
 */
public final class RequestCourse {
  /** Nothing more to look at: the workflow waits for a signal. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Jdbi jdbi;
  private final LockedRequest.Parts parts;
  private final RightsSettings settings;
  private final Clock clock;

  RequestCourse(Jdbi jdbi, LockedRequest.Parts parts, RightsSettings settings, Clock clock) {
    this.jdbi = jdbi;
    this.parts = parts;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What its workflow does next; from here on it has seen all that was changed. Absent once the
   * request is not kept any more.
   */
  public Optional<Standing> standing(RequestId id) {
    return jdbi.inTransaction(
        handle -> {
          RightsRequestsDao dao = handle.attach(RightsRequestsDao.class);
          // First: who is changing it now is waited for, and who comes later marks it again.
          dao.seen(id);
          return dao.find(id)
              .map(
                  row ->
                      new Standing(
                          row.asked(),
                          row.closedAt() != null,
                          row.approvedAt() != null
                              && LegalHolds.until(handle, row, clock.instant()).isEmpty(),
                          wakeAt(handle, row)));
        });
  }

  private Instant wakeAt(Handle handle, RightsRequestRow row) {
    Instant clocked = clockAt(handle, row);
    return LegalHolds.until(handle, row, clock.instant()).filter(clocked::isAfter).orElse(clocked);
  }

  private Instant clockAt(Handle handle, RightsRequestRow row) {
    List<Instant> reminders = reminders(row);
    if (row.reminded() < reminders.size()) {
      return reminders.get(row.reminded());
    }
    boolean known =
        handle.attach(RightsRequestsDao.class).has(new RequestId(row.id()), StepTaken.OVERDUE);
    return known ? NEVER : row.dueAt();
  }

  private List<Instant> reminders(RightsRequestRow row) {
    return Deadline.reminders(
        row.receivedAt(), row.dueAt(), row.extendedAt() != null, settings.zone());
  }

  /** Reminds staff of what has come, each once, and flags what is overdue. */
  public void lookAtClock(RequestId id) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts);
          RightsRequestRow row = request.row();
          Instant now = clock.instant();
          if (row.closedAt() != null) {
            return;
          }
          RightsRequestsDao dao = handle.attach(RightsRequestsDao.class);
          int come = (int) reminders(row).stream().filter(at -> !at.isAfter(now)).count();
          if (come > row.reminded()) {
            dao.reminded(id, come);
            request.event(StepTaken.REMINDED, null, now);
            remindStaff(handle, row);
          }
          if (!now.isBefore(row.dueAt()) && !dao.has(id, StepTaken.OVERDUE)) {
            request.event(StepTaken.OVERDUE, null, now);
            remindStaff(handle, row);
          }
        });
  }

  private void remindStaff(Handle handle, RightsRequestRow row) {
    String staff = settings.staffEmail();
    SubjectId subject = row.subjectId();
    if (staff == null || subject == null || parts.keys().find(handle, subject).isEmpty()) {
      return;
    }
    parts
        .outbox()
        .queue(
            handle,
            subject,
            MailKind.STAFF_REMINDER,
            new EmailAddress(staff),
            Map.of(
                "request", row.id().toString(),
                "right", row.asked().name(),
                "due", row.dueAt().toString()));
  }

  /**
   * Open requests, each of which has to have a workflow; if there are more, any of them.
   *
   * @param olderThan how long ago they were received at least: who opens one starts its workflow
   *     next
   */
  public List<RequestId> someOpen(Duration olderThan, int limit) {
    return jdbi.withExtension(
        RightsRequestsDao.class, dao -> dao.someOpen(clock.instant().minus(olderThan), limit));
  }

  /**
   * Requests with a change that their workflow has not looked at, the longest waiting first.
   *
   * @param since for how long at least: who changes one tells its workflow next
   */
  public List<RequestId> unseen(Duration since, int limit) {
    return jdbi.withExtension(
        RightsRequestsDao.class, dao -> dao.unseen(clock.instant().minus(since), limit));
  }

  /** How many are open past their date: a number that has to be zero. */
  public long countOverdue() {
    return jdbi.withExtension(RightsRequestsDao.class, dao -> dao.countOverdue(clock.instant()));
  }

  /**
   * Carrying it out begins.
   *
   * @return false if it was closed meanwhile: then nothing is to be done
   */
  public boolean begin(RequestId id) {
    return jdbi.inTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts);
          SubjectId subject = request.row().subjectId();
          if (subject != null) {
            // Nobody places a hold on it meanwhile.
            handle.attach(RightsRequestsDao.class).lockSubject(subject);
          }
          if (request.row().closedAt() != null
              || LegalHolds.until(handle, request.row(), clock.instant()).isPresent()) {
            return false;
          }
          Instant now = clock.instant();
          if (handle.attach(RightsRequestsDao.class).began(id, now) == 1) {
            request.event(StepTaken.BEGUN, null, now);
          }
          return true;
        });
  }
}
