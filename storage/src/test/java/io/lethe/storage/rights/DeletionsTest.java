package io.lethe.storage.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.holding.DataMap;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.mail.OutgoingMail;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.Requests;
import io.lethe.storage.testing.TestStorage;
import io.lethe.storage.video.Quota;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DeletionsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Rights rights;
  private SubjectId subject;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    rights = storage.stores().people().rights();
    subject = People.knownByEverything(storage, LEDGER, folder);
  }

  @Test
  void leavesNothingOfTheSubjectInAnyTable() {
    List<JobId> jobs = jobs();
    RequestId id = ask("planted words").id();

    Requests.erase(rights, id);

    assertThat(rowsThatMention(subject, jobs)).isEmpty();
    RightsRequest request = rights.requests().find(id).orElseThrow();
    assertThat(request.state()).isEqualTo(RequestState.FULFILLED);
    assertThat(request.subject()).isNull();
    assertThat(request.details()).isNull();
  }

  @Test
  void theReceiptIsSignedAndNamesEveryPlaceAndNobody() throws Exception {
    RequestId id = ask(null).id();
    Requests.erase(rights, id);

    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(rights.deletions().receipt(id).orElseThrow());
    JsonWebKey key = storage.stores().receiptSigner().publicKeys().getJsonWebKeys().get(0);
    jws.setKey(key.getKey());
    assertThat(jws.verifySignature()).isTrue();
    JsonNode receipt =
        new ObjectMapper().readTree(jws.getPayload().getBytes(StandardCharsets.UTF_8));
    List<String> looked = new ArrayList<>();
    receipt.get("holdings").forEach(place -> looked.add(place.get("holding").asText()));
    assertThat(looked)
        .containsExactlyElementsOf(
            storage.stores().people().holdings().all().stream()
                .map(holding -> holding.name())
                .toList());
    // Data was on its way to fal.ai, and nobody knows what became of it there.
    assertThat(receipt.get("residuals")).isNotEmpty();
    assertThat(receipt.toString()).doesNotContain(subject.toString()).doesNotContain("planted");
  }

  @Test
  void thePersonIsToldOnceAllIsErasedAndTheAddressIsGoneOnceTheyWere() throws Exception {
    LEDGER
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM outbox WHERE subject_id IS NULL"));
    var outbox = storage.stores().people().outbox();
    RequestId id = ask(null).id();
    rights.course().begin(id);
    rights.deletions().begin(id);
    rights.deletions().eraseHoldings(id);
    assertThat(outbox.take(100, Duration.ofMinutes(1))).as("before it is done").isEmpty();
    assertThat(outbox.longestWait()).isZero();
    rights.deletions().issueReceipt(id);

    String receipt = rights.deletions().receipt(id).orElseThrow();
    List<OutgoingMail> mails = outbox.take(100, Duration.ofMinutes(1));
    assertThat(mails).extracting(OutgoingMail::kind).containsExactly(MailKind.SUBJECT_ERASED);
    assertThat(mails.get(0).recipient().value()).isEqualTo("planted-ada@example.org");
    assertThat(mails.get(0).variables()).containsEntry("receipt", receipt);
    assertThat(mails.get(0).variables().get("left"))
        .as("the receipt in words")
        .contains("Your e-mail address, sealed", "Gone by ", "fal.ai")
        .doesNotContain("keyed digest");
    assertThat(rowsOfNobody()).hasSize(1).noneMatch(row -> row.contains("planted"));
    String payload =
        new String(Base64.getUrlDecoder().decode(receipt.split("\\.")[1]), StandardCharsets.UTF_8);
    assertThat(new ObjectMapper().readTree(payload).get("residuals").toString())
        .contains("Your e-mail address");

    outbox.sent(mails.get(0).id());
    assertThat(rowsOfNobody()).isEmpty();
  }

  @Test
  void anAddressThatNoMailReachesIsGoneAfterTheTermThatTheReceiptNames() {
    LEDGER
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM outbox WHERE subject_id IS NULL"));
    Requests.erase(rights, ask(null).id());
    assertThat(rowsOfNobody()).hasSize(1);

    storage.clock().advance(Duration.ofDays(7));
    storage
        .stores()
        .people()
        .retention()
        .deleteExpired(io.lethe.storage.holding.Retention.Term.MAIL, 1_000);
    assertThat(rowsOfNobody()).isEmpty();
  }

  private static List<String> rowsOfNobody() {
    return LEDGER
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        "SELECT o::text || encode(recipient, 'escape') || encode(variables, 'escape')"
                            + " FROM outbox o WHERE subject_id IS NULL")
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void theReceiptNamesTheObjectionThatOutlivesThePerson() {
    Requests.ask(storage, subject, Right.MARKETING_OPT_OUT);
    RequestId id = ask(null).id();
    rights.course().begin(id);
    rights.deletions().begin(id);
    assertThat(rights.deletions().residuals(id)).as("before the receipt").isEmpty();

    Requests.erase(rights, id);

    assertThat(rights.deletions().residuals(id))
        .extracting(left -> left.inWords())
        .anyMatch(words -> words.startsWith("A keyed digest of your e-mail address"));
  }

  @Test
  void theStatusIsThereWithoutAnAccount() {
    OpenedRequest asked = ask(null);
    Requests.erase(rights, asked.id());
    LinkWord word = asked.statusWord();

    assertThat(rights.requests().find(word).orElseThrow().state())
        .isEqualTo(RequestState.FULFILLED);
  }

  @Test
  void theKeyGoesFirstAndNothingIsWrittenFromThenOn() {
    RequestId id = ask(null).id();
    rights.course().begin(id);
    rights.deletions().begin(id);

    var stores = storage.stores();
    assertThat(stores.people().accounts().find(subject).displayName()).isNull();
    assertThatThrownBy(
            () ->
                stores
                    .people()
                    .accounts()
                    .change(subject, List.of(new AccountEdit.DisplayName("back"))))
        .isInstanceOf(SubjectForgotten.class);
    assertThatThrownBy(() -> stores.jobs().order(storage.order(subject), null, Quota.UNLIMITED))
        .isInstanceOf(SubjectForgotten.class);
    assertThatThrownBy(() -> storage.grant(subject)).isInstanceOf(SubjectForgotten.class);
  }

  @Test
  void aNewSignInIsANewPersonOfWhomNothingIsKept() {
    SubjectId known = storage.stores().subjects().recognise("https://idp.example", "ada");
    People.confirmEmail(
        storage, LEDGER, folder, known, new EmailAddress("planted-again@example.org"));
    subject = known;
    RequestId id = ask(null).id();
    Requests.erase(rights, id);

    SubjectId again = storage.stores().subjects().recognise("https://idp.example", "ada");

    assertThat(again).isNotEqualTo(known);
    assertThat(storage.stores().people().accounts().find(again).email()).isNull();
    assertThat(
            storage
                .stores()
                .people()
                .accounts()
                .withEmail(new EmailAddress("planted-again@example.org")))
        .isEmpty();
  }

  @Test
  void overtakesWhateverElseIsOpen() {
    RequestId access = Requests.ask(storage, subject, Right.ACCESS);
    RequestId id = ask(null).id();

    rights.course().begin(id);
    rights.deletions().begin(id);

    assertThat(rights.requests().find(access).orElseThrow().state())
        .isEqualTo(RequestState.REVOKED);
  }

  @Test
  void waitsForEveryJobsReceipt() {
    JobId open = storage.guardedJob(subject);
    RequestId id = ask(null).id();
    rights.course().begin(id);
    rights.deletions().begin(id);

    assertThat(rights.deletions().jobsToErase(id)).containsExactly(open);
    People.erase(storage, open);
    assertThat(rights.deletions().jobsToErase(id)).isEmpty();
  }

  @Test
  void thereIsNoReceiptBeforeEachPlaceWasSeenEmpty() {
    RequestId id = ask(null).id();
    rights.course().begin(id);
    rights.deletions().begin(id);

    assertThatThrownBy(() -> rights.deletions().issueReceipt(id))
        .isInstanceOf(HoldingNotEmpty.class);
    assertThat(rights.requests().find(id).orElseThrow().state())
        .isEqualTo(RequestState.IN_PROGRESS);
  }

  @Test
  void aPlaceThatFailsKeepsTheRequestOpenUntilItIsMended() {
    RequestId id = ask(null).id();
    rights.course().begin(id);
    rights.deletions().begin(id);
    LEDGER
        .jdbi()
        .useHandle(handle -> handle.execute("ALTER TABLE usage_events RENAME TO usage_away"));
    assertThatThrownBy(() -> rights.deletions().eraseHoldings(id))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> rights.deletions().issueReceipt(id))
        .isInstanceOf(HoldingNotEmpty.class);
    LEDGER
        .jdbi()
        .useHandle(handle -> handle.execute("ALTER TABLE usage_away RENAME TO usage_events"));

    rights.deletions().eraseHoldings(id);
    rights.deletions().issueReceipt(id);

    assertThat(rights.deletions().receipt(id)).isPresent();
  }

  @Test
  void eachStepMayBeRepeated() {
    RequestId id = ask(null).id();
    Requests.erase(rights, id);
    String receipt = rights.deletions().receipt(id).orElseThrow();

    Requests.erase(rights, id);

    assertThat(rights.deletions().receipt(id)).contains(receipt);
  }

  @Test
  void theEvidenceIsDeletedAfterThreeYears() {
    RequestId id = ask(null).id();
    Requests.erase(rights, id);
    var retention = storage.stores().people().retention();
    storage.clock().advance(Duration.ofDays(3 * 365));
    retention.deleteExpired(io.lethe.storage.holding.Retention.Term.ANSWERED_REQUESTS, 1_000);
    assertThat(rights.requests().find(id)).isPresent();

    storage.clock().advance(Duration.ofDays(2));
    retention.deleteExpired(io.lethe.storage.holding.Retention.Term.ANSWERED_REQUESTS, 1_000);
    assertThat(rights.requests().find(id)).isEmpty();
    assertThat(rights.deletions().receipt(id)).isEmpty();
  }

  private OpenedRequest ask(String details) {
    return rights
        .requests()
        .open(
            new NewRequest(
                subject, Right.DELETION, Channel.API, details, true, storage.clock().instant()));
  }

  private List<JobId> jobs() {
    return LEDGER
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("SELECT id FROM jobs WHERE subject_id = ?", subject)
                    .mapTo(JobId.class)
                    .list());
  }

  /** Asks every table there is, in words: the holdings would only repeat what they believe. */
  private static List<String> rowsThatMention(SubjectId subject, List<JobId> jobs) {
    List<String> ids = new ArrayList<>(jobs.stream().map(JobId::toString).toList());
    ids.add(subject.toString());
    List<String> rows = new ArrayList<>();
    for (DataMap.Table table : DataMap.of(LEDGER.jdbi()).tables()) {
      LEDGER
          .jdbi()
          .useHandle(
              handle ->
                  handle
                      .select("SELECT t::text FROM " + table.name() + " t")
                      .mapTo(String.class)
                      .filter(row -> ids.stream().anyMatch(row::contains))
                      .forEach(row -> rows.add(table.name() + " " + row)));
    }
    return rows;
  }
}
