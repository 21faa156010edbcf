package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.Suppressions;
import io.lethe.storage.key.SubjectKey;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.mail.Outbox;
import io.lethe.storage.staff.AuditLog;
import io.lethe.storage.staff.StaffAct;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A request whose row a transaction holds: each move leaves an entry in its timeline and, where the
 * subject is to be told and can be, a mail in the outbox.
 */
final class LockedRequest {
  private final Handle transaction;
  private final RightsRequestsDao dao;
  private final RightsRequestRow row;
  private final Parts parts;

  /** What moves need beside the transaction. */
  record Parts(
      SubjectKeys keys,
      Accounts accounts,
      Outbox outbox,
      Consents consents,
      Suppressions suppressions,
      AuditLog log) {}

  private LockedRequest(
      Handle transaction, RightsRequestsDao dao, RightsRequestRow row, Parts parts) {
    this.transaction = transaction;
    this.dao = dao;
    this.row = row;
    this.parts = parts;
  }

  /**
   * @throws NotPossible if there is no such request
   */
  static LockedRequest lock(Handle transaction, RequestId id, Parts parts) {
    RightsRequestsDao dao = transaction.attach(RightsRequestsDao.class);
    RightsRequestRow row =
        dao.lock(id).orElseThrow(() -> new NotPossible(id, NotPossible.Why.NO_SUCH_REQUEST));
    return new LockedRequest(transaction, dao, row, parts);
  }

  RightsRequestRow row() {
    return row;
  }

  RequestId id() {
    return new RequestId(row.id());
  }

  LockedRequest requireOpen() {
    if (row.closedAt() != null) {
      throw new NotPossible(id(), NotPossible.Why.CLOSED);
    }
    return this;
  }

  /** Whether it was not closed before. */
  boolean close(
      RequestState state,
      @Nullable RequestReason reason,
      @Nullable String answer,
      @Nullable StaffId by,
      Instant at) {
    byte[] sealed = answer == null ? null : seal(RightsRequestRow.ANSWER, answer);
    if (dao.close(id(), state, reason, sealed, at) == 0) {
      return false;
    }
    if (row.asked() == Right.CORRECTION) {
      // What was not done until now is not done any more, and its words are not needed.
      CorrectionsDao corrections = transaction.attach(CorrectionsDao.class);
      corrections.giveUp(id(), at);
      corrections.dropStatement(id());
    }
    event(StepTaken.valueOf(state.name()), by, at);
    return true;
  }

  /** What staff did goes into their log too, in the same transaction. */
  void event(StepTaken what, @Nullable StaffId by, Instant at) {
    dao.event(id(), what, by, at);
    if (by != null) {
      parts.log().append(transaction, by, StaffAct.valueOf(what.name()), id());
    }
  }

  byte[] seal(String column, String text) {
    SubjectId subject = row.subjectId();
    if (subject == null) {
      throw new NotPossible(id(), NotPossible.Why.CLOSED);
    }
    SubjectKey key = parts.keys().forWriting(transaction, subject);
    return key.seal(column, text);
  }

  /** Where the subject can be written to. */
  Optional<EmailAddress> address() {
    SubjectId subject = row.subjectId();
    return subject == null
        ? Optional.empty()
        : Optional.ofNullable(parts.accounts().find(transaction, subject).email());
  }

  /** Returns whether there is an address to write to, and then it is written to. */
  boolean tell(MailKind kind, Map<String, String> variables) {
    SubjectId subject = row.subjectId();
    Optional<EmailAddress> address = address();
    if (subject != null) {
      address.ifPresent(to -> parts.outbox().queue(transaction, subject, kind, to, variables));
    }
    return address.isPresent();
  }

  /** As {@link #tell}, with the answer: who asked by letter was told it then. */
  void tellAnswer(MailKind kind, Map<String, String> variables, Instant at) {
    if (tell(kind, variables)) {
      transaction.attach(DeskNotesDao.class).told(id(), at);
    }
  }
}
