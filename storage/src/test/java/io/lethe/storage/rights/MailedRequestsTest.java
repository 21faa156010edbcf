package io.lethe.storage.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.storage.holding.Retention.Term;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.MailSeen;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MailedRequestsTest {
  private static final EmailAddress ADDRESS = new EmailAddress("ada@example.org");

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Rights rights;

  @BeforeEach
  void open() {
    LEDGER.jdbi().useHandle(MailedRequestsTest::empty);
    storage = new TestStorage(LEDGER, folder);
    rights = storage.stores().people().rights();
  }

  @Test
  void whoFollowsTheLinkAsksForTheAccountWithThatAddress() {
    SubjectId subject = storage.newSubject();
    People.confirmEmail(storage, LEDGER, folder, subject, ADDRESS);
    Instant asked = storage.clock().instant();
    rights.mailed().ask(new EmailAddress("Ada@Example.org"), Right.ACCESS, "planted words");
    storage.clock().advance(Duration.ofHours(3));

    List<OpenedRequest> opened = rights.mailed().confirm(mailedWord());

    assertThat(opened).hasSize(1);
    RightsRequest request = rights.requests().find(opened.get(0).id()).orElseThrow();
    assertThat(request.subject()).isEqualTo(subject);
    assertThat(request.channel()).isEqualTo(Channel.MAIL);
    assertThat(request.details()).isEqualTo("planted words");
    assertThat(request.receivedAt()).isEqualTo(asked);
    assertThat(rights.course().standing(request.id()).orElseThrow().cleared()).isTrue();
  }

  @Test
  void nothingIsOpenedBeforeTheLinkIsFollowed() {
    SubjectId subject = storage.newSubject();
    People.confirmEmail(storage, LEDGER, folder, subject, ADDRESS);
    rights.mailed().ask(ADDRESS, Right.DELETION, null);

    assertThat(rights.requests().list(subject)).isEmpty();
  }

  @Test
  void aLinkWorksOnceAndExpires() {
    rights.mailed().ask(ADDRESS, Right.ACCESS, null);
    LinkWord word = mailedWord();
    assertThat(rights.mailed().confirm(word)).hasSize(1);
    assertThat(rights.mailed().confirm(word)).isEmpty();

    storage.clock().advance(Duration.ofMinutes(1));
    rights.mailed().ask(ADDRESS, Right.ACCESS, null);
    LinkWord late = mailedWord();
    storage.clock().advance(Duration.ofHours(24));
    assertThat(rights.mailed().confirm(late)).isEmpty();
  }

  @Test
  void oneOfWhomNothingIsKnownGetsAnHonestAnswer() {
    rights.mailed().ask(ADDRESS, Right.ACCESS, null);
    OpenedRequest opened = rights.mailed().confirm(mailedWord()).get(0);
    storage.clock().advance(Duration.ofSeconds(1));

    rights.course().begin(opened.id());
    rights.packages().prepare(opened.id(), () -> {});

    assertThat(rights.requests().find(opened.id()).orElseThrow().state())
        .isEqualTo(RequestState.FULFILLED);
    assertThat(newestMail()).containsEntry("kind", "ACCESS_READY");
  }

  @Test
  void nobodysMailboxIsFlooded() {
    for (int i = 0; i < 10; i++) {
      rights.mailed().ask(ADDRESS, Right.ACCESS, null);
    }

    assertThat(count("outbox")).isEqualTo(MailedRequests.MOST_MAILS_A_DAY);
  }

  @Test
  void anObjectionByAddressCountsWithoutAnAccount() {
    rights.mailed().ask(ADDRESS, Right.MARKETING_OPT_OUT, null);
    OpenedRequest opened = rights.mailed().confirm(mailedWord()).get(0);

    assertThat(rights.requests().find(opened.id()).orElseThrow().state())
        .isEqualTo(RequestState.FULFILLED);
    assertThat(
            storage
                .stores()
                .people()
                .suppressions()
                .isSuppressed(ADDRESS, storage.clock().instant()))
        .isTrue();
  }

  @Test
  void whoDoesNotFollowTheLinkIsForgotten() {
    rights.mailed().ask(ADDRESS, Right.DELETION, "planted words");
    storage.clock().advance(Duration.ofDays(8));
    for (Term term : Term.values()) {
      storage.stores().people().retention().deleteExpired(term, 100);
    }

    for (String table : List.of("mailed_requests", "outbox", "subject_keys", "subjects")) {
      assertThat(count(table)).as(table).isZero();
    }
  }

  /** These tests count rows. */
  private static void empty(Handle handle) {
    for (String table :
        List.of(
            "packages",
            "rights_requests",
            "mailed_requests",
            "outbox",
            "email_confirmations",
            "accounts",
            "subject_keys")) {
      handle.execute("DELETE FROM " + table);
    }
    handle.execute("UPDATE subjects SET erasing_at = now()");
    handle.execute("DELETE FROM consents");
    handle.execute("DELETE FROM subjects");
  }

  private LinkWord mailedWord() {
    String path = newestMail().get("path");
    assertThat(path).startsWith(MailedRequests.CONFIRMATION_PATH);
    return new LinkWord(path.substring(MailedRequests.CONFIRMATION_PATH.length()));
  }

  private Map<String, String> newestMail() {
    return new MailSeen(LEDGER.jdbi(), folder.resolve("keys")).newest();
  }

  private long count(String table) {
    return LEDGER
        .jdbi()
        .withHandle(
            handle -> handle.select("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }
}
