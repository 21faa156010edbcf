package io.lethe.storage.account;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.key.SubjectKey;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.mail.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What people told us of themselves, sealed under the key of each. An e-mail address counts only
 * once its owner followed a link that was mailed to it, so nobody can take an address for theirs.
 */
public final class Accounts {
  /** Where the link of a {@link MailKind#CONFIRM_ADDRESS} leads, without its word. */
  public static final String CONFIRMATION_PATH = "/v1/public/email-confirmations/";

  /** Two mails to one address within it help nobody. */
  static final Duration BETWEEN_MAILS = Duration.ofMinutes(1);

  static final String EMAIL = "accounts.email";
  static final String DISPLAY_NAME = "accounts.display_name";
  static final String EMAIL_TO_CONFIRM = "email_confirmations.email";

  private final Jdbi jdbi;
  private final SubjectKeys keys;
  private final DigestKey digests;
  private final Outbox outbox;
  private final Duration linkFor;
  private final Clock clock;

  /**
   * @param linkFor how long a mailed link can be followed
   */
  public Accounts(
      Jdbi jdbi,
      SubjectKeys keys,
      DigestKey digests,
      Outbox outbox,
      Duration linkFor,
      Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.digests = digests;
    this.outbox = outbox;
    this.linkFor = linkFor;
    this.clock = clock;
  }

  /** Empty if the subject told nothing, or is being forgotten. */
  public Account find(SubjectId subject) {
    return jdbi.inTransaction(handle -> find(handle, subject));
  }

  /** As {@link #find(SubjectId)}, as the transaction sees it. */
  public Account find(Handle transaction, SubjectId subject) {
    return keys.find(transaction, subject)
        .flatMap(
            key ->
                transaction
                    .attach(AccountsDao.class)
                    .find(subject, clock.instant())
                    .map(row -> open(key, row)))
        .orElse(Account.EMPTY);
  }

  /**
   * Makes all changes or none. A new e-mail address is mailed a link, and counts once that is
   * followed; naming the confirmed one again changes nothing.
   *
   * @throws TooSoon if the last link was mailed within {@link #BETWEEN_MAILS}
   * @throws io.lethe.storage.ledger.SubjectForgotten if the subject's erasure has begun
   */
  public void change(SubjectId subject, List<AccountEdit> edits) {
    jdbi.useTransaction(handle -> change(handle, subject, edits));
  }

  /** As {@link #change(SubjectId, List)}, in the caller's transaction. */
  public void change(Handle transaction, SubjectId subject, List<AccountEdit> edits) {
    SubjectKey key = keys.forWriting(transaction, subject);
    AccountsDao dao = transaction.attach(AccountsDao.class);
    dao.ensure(subject, clock.instant());
    for (AccountEdit edit : edits) {
      change(transaction, key, dao, subject, edit);
    }
  }

  private void change(
      Handle handle, SubjectKey key, AccountsDao dao, SubjectId subject, AccountEdit edit) {
    Instant now = clock.instant();
    if (edit instanceof AccountEdit.DisplayName change) {
      String name = change.name();
      dao.displayName(subject, name == null ? null : key.seal(DISPLAY_NAME, name), now);
    } else if (edit instanceof AccountEdit.Locale change) {
      dao.locale(subject, change.tag(), now);
    } else if (edit instanceof AccountEdit.MailWhenReady change) {
      dao.mailWhenReady(subject, Boolean.TRUE.equals(change.wanted()), now);
    } else if (edit instanceof AccountEdit.Email change) {
      EmailAddress address = change.address();
      if (address == null) {
        dao.removeEmail(subject, now);
        dao.deleteConfirmation(subject);
      } else {
        askToConfirm(handle, key, dao, subject, address);
      }
    }
  }

  private void askToConfirm(
      Handle handle, SubjectKey key, AccountsDao dao, SubjectId subject, EmailAddress address) {
    Instant now = clock.instant();
    if (dao.hasEmail(subject, digest(address))) {
      dao.deleteConfirmation(subject);
      return;
    }
    Optional<Instant> earlier = dao.lastAsked(subject);
    if (earlier.isPresent() && earlier.get().plus(BETWEEN_MAILS).isAfter(now)) {
      throw new TooSoon(Duration.between(now, earlier.get().plus(BETWEEN_MAILS)));
    }
    LinkWord word = LinkWord.draw();
    dao.askToConfirm(
        subject, digest(word), key.seal(EMAIL_TO_CONFIRM, address.value()), now, now.plus(linkFor));
    outbox.queue(
        handle,
        subject,
        MailKind.CONFIRM_ADDRESS,
        address,
        Map.of("path", CONFIRMATION_PATH + word.value()));
  }

  /**
   * The link was followed: the address is the subject's. It works once.
   *
   * @return false if the link is unknown, used or expired; which of them is not told
   */
  public boolean confirm(LinkWord word) {
    return jdbi.inTransaction(
        handle -> {
          AccountsDao dao = handle.attach(AccountsDao.class);
          Instant now = clock.instant();
          Optional<AccountsDao.Confirmation> asked = dao.takeConfirmation(digest(word), now);
          if (asked.isEmpty()) {
            return false;
          }
          SubjectId subject = asked.get().subjectId();
          SubjectKey key = keys.forWriting(handle, subject);
          EmailAddress address = address(key.unseal(EMAIL_TO_CONFIRM, asked.get().email()));
          if (address == null) {
            return false;
          }
          dao.confirmed(subject, key.seal(EMAIL, address.value()), digest(address), now);
          return true;
        });
  }

  /** The address is the subject's: they followed a link to it. */
  public void proven(Handle transaction, SubjectId subject, EmailAddress address) {
    SubjectKey key = keys.forWriting(transaction, subject);
    AccountsDao dao = transaction.attach(AccountsDao.class);
    dao.ensure(subject, clock.instant());
    dao.confirmed(subject, key.seal(EMAIL, address.value()), digest(address), clock.instant());
  }

  /** Everyone who confirmed this address: it may be several accounts of one person. */
  public List<SubjectId> withEmail(EmailAddress address) {
    return jdbi.withExtension(AccountsDao.class, dao -> dao.withEmail(digest(address)));
  }

  private static Account open(SubjectKey key, AccountsDao.Row row) {
    return new Account(
        address(key.unseal(EMAIL, row.email())),
        row.emailConfirmedAt(),
        address(key.unseal(EMAIL_TO_CONFIRM, row.emailToConfirm())),
        key.unseal(DISPLAY_NAME, row.displayName()),
        row.locale(),
        row.mailWhenReady());
  }

  private static @Nullable EmailAddress address(@Nullable String text) {
    return text == null ? null : new EmailAddress(text);
  }

  private byte[] digest(EmailAddress address) {
    return digests.digest("email", address.normalised());
  }

  private byte[] digest(LinkWord word) {
    return digests.digest("email-confirmation", word.value());
  }
}
