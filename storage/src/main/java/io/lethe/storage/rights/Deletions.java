package io.lethe.storage.rights;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.DeletionReceipt;
import io.lethe.domain.rights.DeletionReceipt.Residual;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import io.lethe.storage.erasure.ReceiptSigner;
import io.lethe.storage.holding.Holding;
import io.lethe.storage.holding.Holdings;
import io.lethe.storage.vault.Tombstones;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * How all that is kept of a person is erased, in steps that may each be repeated at any time and
 * then change nothing: {@link #begin} marks the subject and destroys the key, the jobs are erased
 * by their guardians, {@link #eraseHoldings} empties every holding and reads absence back, {@link
 * #issueReceipt} signs only what was seen absent.
 */
public final class Deletions {
  /** The sweeper deletes within minutes what is over; a promise has room. */
  private static final Duration SWEPT_WITHIN = Duration.ofHours(1);

  private static final Residual OBJECTION =
      new Residual(
          "A keyed digest of your e-mail address, and since when you object to promotional mail",
          "It is kept for good, so that no such mail is sent to you (GDPR Art. 21(3)); the address"
              + " can't be read from it.",
          null);

  private final Jdbi jdbi;
  private final LockedRequest.Parts parts;
  private final Holdings holdings;
  private final Tombstones tombstones;
  private final ReceiptSigner signer;
  private final Duration mailFor;
  private final Clock clock;

  Deletions(
      Jdbi jdbi,
      LockedRequest.Parts parts,
      Holdings holdings,
      Tombstones tombstones,
      ReceiptSigner signer,
      Duration mailFor,
      Clock clock) {
    this.jdbi = jdbi;
    this.parts = parts;
    this.holdings = holdings;
    this.tombstones = tombstones;
    this.signer = signer;
    this.mailFor = mailFor;
    this.clock = clock;
  }

  /**
   * Marks the subject as being erased and destroys the subject's key, in one transaction: from here
   * on nothing is written for the subject, and no sealed value can be read. What else the subject
   * asked for is overtaken. Then a tombstone is set, so that a ledger that is restored from an
   * older backup erases the subject again.
   *
   * @throws io.lethe.storage.vault.VaultUnavailable if the tombstone could not be set
   */
  public void begin(RequestId id) {
    jdbi.inTransaction(handle -> begin(handle, id)).ifPresent(tombstones::set);
  }

  /** Returns whom it is about, while something of them is kept. */
  Optional<SubjectId> begin(Handle handle, RequestId id) {
    LockedRequest request = LockedRequest.lock(handle, id, parts);
    SubjectId subject = request.row().subjectId();
    Instant now = clock.instant();
    DeletionsDao dao = handle.attach(DeletionsDao.class);
    if (request.row().closedAt() != null || subject == null) {
      return Optional.empty();
    }
    if (dao.insert(id, now, Findings.NONE.json()) == 1) {
      for (RequestId other : handle.attach(RightsRequestsDao.class).othersOpen(subject, id)) {
        LockedRequest.lock(handle, other, parts).close(RequestState.REVOKED, null, null, null, now);
      }
      sayWhatStays(handle, request, now);
      dao.markErasing(subject, now);
      parts.keys().destroy(handle, subject);
    }
    return Optional.of(subject);
  }

  /**
   * While the address can still be read: the receipt says what outlives the person here, and why.
   */
  private void sayWhatStays(Handle handle, LockedRequest request, Instant now) {
    Optional<EmailAddress> address = request.address();
    if (address.isEmpty()) {
      return;
    }
    Findings found = Findings.NONE;
    if (parts.suppressions().since(handle, address.get()).isPresent()) {
      found = found.with(OBJECTION);
    }
    // Who was erased before the backup that was restored was told then.
    if (request.row().channel() != Channel.RESTORE) {
      parts.outbox().keepForTellingErased(handle, request.id(), address.get());
      found =
          found.with(
              new Residual(
                  "Your e-mail address, sealed",
                  "It is kept to tell you that all else is erased, and deleted once that mail is"
                      + " sent.",
                  now.plus(mailFor).plus(SWEPT_WITHIN)));
    }
    handle.attach(DeletionsDao.class).found(request.id(), found.json());
  }

  /** Jobs that have no receipt yet, oldest first; their guardians are to be told. */
  public List<JobId> jobsToErase(RequestId id) {
    return ofSubject(id, DeletionsDao::jobsToErase);
  }

  /** Every job that the ledger still knows of, oldest first. */
  public List<JobId> jobs(RequestId id) {
    return ofSubject(id, DeletionsDao::jobs);
  }

  /** Whatever else the subject asked for by right, oldest first; all of it is closed by now. */
  public List<RequestId> otherRequests(RequestId id) {
    return ofSubject(id, (dao, subject) -> dao.otherRequests(subject, id));
  }

  /** Something may be left where we can't look; the receipt will name it. */
  public void residual(RequestId id, Residual residual) {
    found(id, findings -> findings.with(residual));
  }

  /**
   * Erases every holding in turn, and reads absence back in each.
   *
   * @throws HoldingNotEmpty if something is still there
   */
  public void eraseHoldings(RequestId id) {
    Optional<SubjectId> subject = subject(id);
    if (subject.isPresent()) {
      collectResiduals(id, subject.get());
      for (Holding holding : holdings.all()) {
        long erased = holding.erase(subject.get());
        long left = holding.count(subject.get());
        if (left > 0) {
          throw new HoldingNotEmpty(holding.name(), left);
        }
        Instant absentAt = clock.instant();
        found(id, findings -> findings.with(holding.name(), erased, absentAt));
      }
    }
  }

  /** Before the receipts of the jobs are erased with all else. */
  private void collectResiduals(RequestId id, SubjectId subject) {
    List<String> receipts = jdbi.withExtension(DeletionsDao.class, dao -> dao.receipts(subject));
    Instant now = clock.instant();
    found(
        id,
        findings -> {
          Findings all = findings;
          for (String receipt : receipts) {
            all = all.withResidualsOf(receipt, now);
          }
          return all;
        });
  }

  /**
   * Signs and keeps the receipt, and the request is fulfilled.
   *
   * @throws HoldingNotEmpty if a holding was not seen empty
   */
  public void issueReceipt(RequestId id) {
    jdbi.useTransaction(
        handle -> {
          LockedRequest request = LockedRequest.lock(handle, id, parts);
          DeletionsDao dao = handle.attach(DeletionsDao.class);
          DeletionsDao.Row deletion = dao.lock(id).orElseThrow();
          if (deletion.jws() != null) {
            return;
          }
          SubjectId left = request.row().subjectId();
          if (left != null) {
            throw new HoldingNotEmpty("subject", 1);
          }
          Instant now = clock.instant();
          Findings findings = complete(Findings.read(deletion.findings()), now);
          DeletionReceipt receipt =
              new DeletionReceipt(
                  ReceiptId.random(),
                  id,
                  request.row().receivedAt(),
                  deletion.beganAt(),
                  now,
                  findings.places(),
                  findings.residuals());
          String signed = signer.sign(receipt);
          dao.issued(id, signed, now);
          if (parts.outbox().tellErased(handle, id, words(signed, findings.residuals()))) {
            handle.attach(DeskNotesDao.class).told(id, now);
          }
          request.close(RequestState.FULFILLED, null, null, null, now);
        });
  }

  /** What the receipt names stands in the mail in words, too: few people read a signed form. */
  private static Map<String, String> words(String receipt, List<Residual> left) {
    Map<String, String> words = new HashMap<>();
    words.put("receipt", receipt);
    words.put("path", ReceiptSigner.KEYS_PATH);
    if (!left.isEmpty()) {
      words.put("left", left.stream().map(Residual::inWords).collect(Collectors.joining("\n\n")));
    }
    return words;
  }

  /** What the receipt says may still be left somewhere; empty while there is no receipt. */
  public List<Residual> residuals(RequestId id) {
    return jdbi.withExtension(DeletionsDao.class, dao -> dao.find(id))
        .filter(row -> row.jws() != null)
        .map(row -> Findings.read(row.findings()).residuals())
        .orElse(List.of());
  }

  /** The signed receipt; absent while the erasure is not complete. */
  public Optional<String> receipt(RequestId id) {
    return jdbi.withExtension(DeletionsDao.class, dao -> dao.find(id))
        .flatMap(row -> Optional.ofNullable(row.jws()));
  }

  /**
   * The last holding unlinks the request from its subject; whoever died between that and writing
   * down what was found left that one out. Any other that is missing was not looked at.
   */
  private Findings complete(Findings findings, Instant now) {
    List<Holding> all = holdings.all();
    String last = all.get(all.size() - 1).name();
    for (Holding holding : all) {
      if (!findings.has(holding.name()) && !holding.name().equals(last)) {
        throw new HoldingNotEmpty(holding.name(), 1);
      }
    }
    return findings.has(last) ? findings : findings.with(last, 1, now);
  }

  private void found(RequestId id, UnaryOperator<Findings> change) {
    jdbi.useTransaction(
        handle -> {
          DeletionsDao dao = handle.attach(DeletionsDao.class);
          DeletionsDao.Row row = dao.lock(id).orElseThrow();
          dao.found(id, change.apply(Findings.read(row.findings())).json());
        });
  }

  private <T> List<T> ofSubject(RequestId id, OfSubject<T> question) {
    return jdbi.inTransaction(
        handle ->
            subject(handle, id)
                .map(subject -> question.ask(handle.attach(DeletionsDao.class), subject))
                .orElse(List.of()));
  }

  private interface OfSubject<T> {
    List<T> ask(DeletionsDao dao, SubjectId subject);
  }

  private Optional<SubjectId> subject(RequestId id) {
    return jdbi.inTransaction(handle -> subject(handle, id));
  }

  private static Optional<SubjectId> subject(Handle handle, RequestId id) {
    return handle
        .attach(RightsRequestsDao.class)
        .find(id)
        .flatMap(row -> Optional.ofNullable(row.subjectId()));
  }
}
