package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.Right;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.key.SubjectKey;
import io.lethe.storage.mail.MailKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Requests of people who write in with nothing but an address. Whoever asks gets the same answer in
 * the same time, because nothing is looked up then: a link is mailed, and only who follows it is
 * matched with accounts. What is not followed is forgotten.
 */
public final class MailedRequests {
  /** Where the link of a {@link MailKind#VERIFY_REQUEST} leads, without its word. */
  public static final String CONFIRMATION_PATH = "/v1/public/rights-confirmations/";

  /** So that nobody's mailbox is flooded by others. */
  static final int MOST_MAILS_A_DAY = 3;

  private static final String EMAIL = "mailed_requests.email";
  private static final String DETAILS = "mailed_requests.details";

  private final Jdbi jdbi;
  private final LockedRequest.Parts parts;
  private final RightsRequests requests;
  private final Strangers strangers;
  private final DigestKey digests;
  private final Duration linkFor;
  private final Clock clock;

  MailedRequests(
      Jdbi jdbi,
      LockedRequest.Parts parts,
      RightsRequests requests,
      Strangers strangers,
      DigestKey digests,
      Duration linkFor,
      Clock clock) {
    this.jdbi = jdbi;
    this.parts = parts;
    this.requests = requests;
    this.strangers = strangers;
    this.digests = digests;
    this.linkFor = linkFor;
    this.clock = clock;
  }

  /** Mails a link, unless the address got enough of them today; the caller can't tell which. */
  public void ask(EmailAddress address, Right right, @Nullable String details) {
    jdbi.useTransaction(
        handle -> {
          SubjectId stranger = strangers.byAddress(handle, address);
          Instant now = clock.instant();
          SubjectKey key = parts.keys().forWriting(handle, stranger);
          MailedRequestsDao dao = handle.attach(MailedRequestsDao.class);
          if (dao.countSince(stranger, now.minus(Duration.ofDays(1))) >= MOST_MAILS_A_DAY) {
            return;
          }
          LinkWord word = LinkWord.draw();
          dao.insert(
              digest(word),
              stranger,
              right,
              key.seal(EMAIL, address.value()),
              details == null ? null : key.seal(DETAILS, details),
              now,
              now.plus(linkFor));
          parts
              .outbox()
              .queue(
                  handle,
                  stranger,
                  MailKind.VERIFY_REQUEST,
                  address,
                  Map.of(
                      "right", right.name(),
                      "path", CONFIRMATION_PATH + word.value(),
                      "until", now.plus(linkFor).toString()));
        });
  }

  /**
   * The link was followed: the person receives mail there. A request is opened for each account
   * with that confirmed address, or, where there is none, for the person as known by the address
   * alone: then the answer is honest about how little that is. It works once.
   *
   * @return the requests, whose workflows are to be started; empty if the link is unknown, used or
   *     expired
   */
  public List<OpenedRequest> confirm(LinkWord word) {
    return jdbi.inTransaction(
        handle ->
            handle
                .attach(MailedRequestsDao.class)
                .take(digest(word), clock.instant())
                .map(row -> confirmed(handle, row))
                .orElse(List.of()));
  }

  private List<OpenedRequest> confirmed(Handle handle, MailedRequestsDao.Row row) {
    SubjectKey key = parts.keys().forWriting(handle, row.subjectId());
    EmailAddress address =
        new EmailAddress(Optional.ofNullable(key.unseal(EMAIL, row.email())).orElseThrow());
    List<SubjectId> accounts = new ArrayList<>(parts.accounts().withEmail(address));
    accounts.remove(row.subjectId());
    if (row.asked() == Right.MARKETING_OPT_OUT) {
      parts.suppressions().suppress(handle, address);
    }
    if (accounts.isEmpty()) {
      parts.accounts().proven(handle, row.subjectId(), address);
      accounts.add(row.subjectId());
    }
    String details = key.unseal(DETAILS, row.details());
    return accounts.stream()
        .map(
            subject ->
                requests.open(
                    handle,
                    new NewRequest(
                        subject,
                        row.asked(),
                        Channel.MAIL,
                        details,
                        /* verified= */ true,
                        row.askedAt())))
        .toList();
  }

  private byte[] digest(LinkWord word) {
    return digests.digest("rights-confirmation", word.value());
  }
}
