package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import io.lethe.storage.account.Account;
import io.lethe.storage.holding.Corrected;
import io.lethe.storage.holding.Corrected.Outcome;
import io.lethe.storage.holding.Correction;
import io.lethe.storage.holding.Holdings;
import io.lethe.storage.key.SubjectKey;
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
 * What requests say is wrong, and how it is put right: over the one list of places, and in one
 * transaction with the evidence. Of the old and the new value only digests stay, under the
 * subject's key, so that they are worth nothing once that is destroyed.
 *
 * <p>A new e-mail address counts once the link that is mailed there is followed, as whenever
 * somebody names one. Until then the request stays open; if nobody follows it, the request expires.
 */
public final class Corrections {
  private static final String WANTED = "corrections.wanted";
  private static final String WORDS = "statements.words";

  private final Jdbi jdbi;
  private final LockedRequest.Parts parts;
  private final Holdings holdings;
  private final Clock clock;

  Corrections(Jdbi jdbi, LockedRequest.Parts parts, Holdings holdings, Clock clock) {
    this.jdbi = jdbi;
    this.parts = parts;
    this.holdings = holdings;
    this.clock = clock;
  }

  /** In the transaction that opens the request. */
  void ask(Handle handle, RequestId id, NewRequest asked) {
    Statement statement = asked.statement();
    if (asked.corrections().isEmpty() && statement == null) {
      return;
    }
    CorrectionsDao dao = handle.attach(CorrectionsDao.class);
    SubjectKey key = parts.keys().forWriting(handle, asked.subject());
    for (Correction correction : asked.corrections()) {
      String value = correction.value();
      dao.insert(id, correction.field(), value == null ? null : key.seal(WANTED, value));
    }
    if (statement != null) {
      dao.say(
          id,
          asked.subject(),
          statement.about(),
          key.seal(WORDS, statement.words()),
          asked.receivedAt());
    }
  }

  /** What a request says is wrong; nothing once its subject is erased. */
  public List<AskedCorrection> of(RequestId id) {
    return jdbi.inTransaction(
        handle -> {
          Optional<SubjectKey> key = key(handle, id);
          return handle.attach(CorrectionsDao.class).of(id).stream()
              .map(
                  row ->
                      new AskedCorrection(
                          row.field(),
                          key.map(present -> present.unseal(WANTED, row.wanted())).orElse(null),
                          row.outcome(),
                          row.settledAt()))
              .toList();
        });
  }

  /** What a request wants to be kept beside what is disputed. */
  public Optional<Statement> statement(RequestId id) {
    return jdbi.inTransaction(
        handle ->
            handle
                .attach(CorrectionsDao.class)
                .said(id)
                .flatMap(
                    said ->
                        key(handle, id)
                            .map(key -> key.unseal(WORDS, said.words()))
                            .map(words -> new Statement(said.about(), words))));
  }

  private Optional<SubjectKey> key(Handle handle, RequestId id) {
    return handle
        .attach(RightsRequestsDao.class)
        .find(id)
        .flatMap(row -> Optional.ofNullable(row.subjectId()))
        .flatMap(subject -> parts.keys().find(handle, subject));
  }

  /**
   * Puts right what the request names, adds its statement, and closes it; or does what it can, and
   * is to be asked again. Repeating it changes nothing.
   *
   * @return false while a new address waits to be confirmed
   * @throws io.lethe.storage.account.TooSoon if a link was mailed a moment ago; nothing is done
   *     then
   * @throws io.lethe.storage.ledger.SubjectForgotten if an erasure has overtaken it
   */
  public boolean carryOut(RequestId id) {
    return jdbi.inTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts);
          SubjectId subject = request.row().subjectId();
          if (request.row().closedAt() != null || subject == null) {
            return true;
          }
          Instant now = clock.instant();
          CorrectionsDao dao = handle.attach(CorrectionsDao.class);
          SubjectKey key = parts.keys().forWriting(handle, subject);
          for (CorrectionsDao.Row row : dao.of(id)) {
            if (row.settledAt() == null) {
              carryOut(handle, id, subject, key, row);
            }
          }
          dao.settle(id, now);
          dao.addStatement(id, now);
          return close(request, subject, dao, now);
        });
  }

  private void carryOut(
      Handle handle, RequestId id, SubjectId subject, SubjectKey key, CorrectionsDao.Row row) {
    Correction correction = new Correction(row.field(), key.unseal(WANTED, row.wanted()));
    Corrected corrected =
        row.outcome() == Outcome.TO_CONFIRM
            ? confirmed(handle, subject, correction)
            : correct(handle, subject, correction);
    String wanted = row.field() == Correction.Field.DEVICE ? null : correction.value();
    handle
        .attach(CorrectionsDao.class)
        .became(
            id,
            row.field(),
            corrected.outcome(),
            digest(key, row.field(), corrected.old()),
            digest(key, row.field(), wanted));
  }

  private Corrected correct(Handle handle, SubjectId subject, Correction correction) {
    List<Corrected> places =
        holdings.all().stream()
            .flatMap(holding -> holding.correct(handle, subject, correction).stream())
            .toList();
    return places.stream()
        .filter(place -> place.outcome() != Outcome.UNCHANGED)
        .findFirst()
        .orElseGet(() -> places.get(0));
  }

  private Corrected confirmed(Handle handle, SubjectId subject, Correction correction) {
    Account account = parts.accounts().find(handle, subject);
    String value = correction.value();
    EmailAddress wanted = value == null ? null : new EmailAddress(value);
    if (EmailAddress.isSame(account.email(), wanted)) {
      return new Corrected(Outcome.CORRECTED, null);
    }
    return new Corrected(
        EmailAddress.isSame(account.emailToConfirm(), wanted)
            ? Outcome.TO_CONFIRM
            : Outcome.NOT_CONFIRMED,
        null);
  }

  private static byte @Nullable [] digest(
      SubjectKey key, Correction.Field field, @Nullable String value) {
    return value == null ? null : key.digest("corrections." + field, value);
  }

  private static boolean close(
      LockedRequest request, SubjectId subject, CorrectionsDao dao, Instant now) {
    List<CorrectionsDao.Row> rows = dao.of(request.id());
    if (rows.stream().anyMatch(row -> row.settledAt() == null)) {
      return false;
    }
    boolean expired = rows.stream().anyMatch(row -> row.outcome() == Outcome.NOT_CONFIRMED);
    String answer = CorrectionAnswer.of(rows, dao.said(request.id()), dao.sent(subject));
    request.close(expired ? RequestState.EXPIRED : RequestState.FULFILLED, null, answer, null, now);
    if (!expired) {
      request.tellAnswer(
          MailKind.REQUEST_FULFILLED,
          Map.of("right", request.row().asked().name(), "answer", answer),
          now);
    }
    return true;
  }
}
