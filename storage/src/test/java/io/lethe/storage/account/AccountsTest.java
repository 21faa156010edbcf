package io.lethe.storage.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.MailSeen;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
  private static final EmailAddress ADDRESS = new EmailAddress("planted-ada@example.org");
  private static final EmailAddress OTHER = new EmailAddress("planted-grace@example.org");

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Accounts accounts;
  private MailSeen mail;
  private SubjectId subject;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    accounts = storage.stores().people().accounts();
    mail = new MailSeen(LEDGER.jdbi(), folder.resolve("keys"));
    subject = storage.newSubject();
  }

  @Test
  void anAddressCountsOnceItsLinkIsFollowed() {
    name(ADDRESS);
    assertThat(accounts.find(subject).email()).isNull();
    assertThat(accounts.find(subject).emailToConfirm()).isEqualTo(ADDRESS);
    assertThat(accounts.withEmail(ADDRESS)).isEmpty();

    assertThat(accounts.confirm(mailedWord())).isTrue();

    assertThat(accounts.find(subject).email()).isEqualTo(ADDRESS);
    assertThat(accounts.find(subject).emailToConfirm()).isNull();
    assertThat(accounts.withEmail(new EmailAddress("Planted-Ada@EXAMPLE.org")))
        .containsExactly(subject);
  }

  @Test
  void aLinkWorksOnce() {
    name(ADDRESS);
    LinkWord word = mailedWord();

    assertThat(accounts.confirm(word)).isTrue();
    assertThat(accounts.confirm(word)).isFalse();
  }

  @Test
  void aLinkExpires() {
    name(ADDRESS);
    LinkWord word = mailedWord();
    storage.clock().advance(Duration.ofHours(24));

    assertThat(accounts.confirm(word)).isFalse();
    assertThat(accounts.find(subject).emailToConfirm()).isNull();
  }

  @Test
  void onlyTheNewestLinkCountsAndTheConfirmedAddressStaysUntilThen() {
    name(ADDRESS);
    accounts.confirm(mailedWord());
    storage.clock().advance(Accounts.BETWEEN_MAILS);
    name(OTHER);
    LinkWord first = mailedWord();
    storage.clock().advance(Accounts.BETWEEN_MAILS);
    name(OTHER);

    assertThat(accounts.confirm(first)).isFalse();
    assertThat(accounts.find(subject).email()).isEqualTo(ADDRESS);
    assertThat(accounts.confirm(mailedWord())).isTrue();
    assertThat(accounts.find(subject).email()).isEqualTo(OTHER);
    assertThat(accounts.withEmail(ADDRESS)).isEmpty();
  }

  @Test
  void mailsAtMostOnceAMinute() {
    name(ADDRESS);

    assertThatThrownBy(() -> name(OTHER)).isInstanceOf(TooSoon.class);
    assertThat(mail.of(subject)).hasSize(1);
  }

  @Test
  void makesAllChangesOrNone() {
    name(ADDRESS);

    assertThatThrownBy(
            () ->
                accounts.change(
                    subject,
                    List.of(new AccountEdit.DisplayName("Ada"), new AccountEdit.Email(OTHER))))
        .isInstanceOf(TooSoon.class);
    assertThat(accounts.find(subject).displayName()).isNull();
  }

  @Test
  void whatIsRemovedIsGone() {
    name(ADDRESS);
    accounts.confirm(mailedWord());
    accounts.change(
        subject, List.of(new AccountEdit.DisplayName("Ada"), new AccountEdit.Locale("pt-BR")));

    accounts.change(
        subject,
        List.of(
            new AccountEdit.Email(null),
            new AccountEdit.DisplayName(null),
            new AccountEdit.Locale(null)));

    assertThat(accounts.find(subject)).isEqualTo(Account.EMPTY);
    assertThat(accounts.withEmail(ADDRESS)).isEmpty();
  }

  @Test
  void theLedgerHoldsNoneOfItInWords() {
    name(ADDRESS);
    accounts.confirm(mailedWord());
    accounts.change(subject, List.of(new AccountEdit.DisplayName("planted-name")));
    storage.clock().advance(Accounts.BETWEEN_MAILS);
    name(OTHER);

    List<String> rows =
        LEDGER
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select(
                            """
                            SELECT a::text || encode(coalesce(email, ''), 'escape')
                              || encode(coalesce(display_name, ''), 'escape') FROM accounts a
                            UNION ALL
                            SELECT c::text || encode(email, 'escape') FROM email_confirmations c
                            UNION ALL
                            SELECT o::text || encode(recipient, 'escape')
                              || encode(variables, 'escape') FROM outbox o
                            """)
                        .mapTo(String.class)
                        .list());

    assertThat(rows).hasSizeGreaterThan(2).noneMatch(row -> row.contains("planted"));
  }

  private void name(EmailAddress address) {
    accounts.change(subject, List.of(new AccountEdit.Email(address)));
  }

  private LinkWord mailedWord() {
    String path = mail.newest(subject).get("path");
    assertThat(path).startsWith(Accounts.CONFIRMATION_PATH);
    return LinkWord.parse(path.substring(Accounts.CONFIRMATION_PATH.length())).orElseThrow();
  }
}
