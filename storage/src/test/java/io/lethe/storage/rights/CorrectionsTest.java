package io.lethe.storage.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.account.Account;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.account.TooSoon;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.holding.Corrected.Outcome;
import io.lethe.storage.holding.Correction;
import io.lethe.storage.holding.Correction.Field;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.MailSeen;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.Requests;
import io.lethe.storage.testing.TestStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorrectionsTest {
  private static final EmailAddress NEW = new EmailAddress("planted-newer@example.org");
  private static final String HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script>";

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Rights rights;
  private Accounts accounts;
  private StaffId staff;
  private SubjectId subject;

  @BeforeEach
  void open() {
    LEDGER.jdbi().useHandle(handle -> handle.execute("DELETE FROM rights_requests"));
    storage = new TestStorage(LEDGER, folder);
    rights = storage.stores().people().rights();
    accounts = storage.stores().people().accounts();
    staff = storage.stores().staff().staff().signIn("https://idp.example", "kim");
    subject = People.knownByEverything(storage, LEDGER, folder);
    storage.clock().advance(Duration.ofHours(1));
  }

  @Test
  void putsRightWhatIsNamedAndFulfilsTheRequest() {
    RequestId id =
        ask(
            new Correction(Field.DISPLAY_NAME, "Grace"),
            new Correction(Field.LOCALE, null),
            new Correction(Field.DEVICE, "planted-device"));
    assertThat(rights.course().standing(id).orElseThrow().cleared()).isTrue();

    assertThat(rights.corrections().carryOut(id)).isTrue();

    Account account = accounts.find(subject);
    assertThat(account.displayName()).isEqualTo("Grace");
    assertThat(account.locale()).isNull();
    assertThat(rows("identifiers")).noneMatch(row -> row.contains(subject + ",DEVICE"));
    assertThat(outcomes(id)).containsOnly(Outcome.CORRECTED);
    assertThat(find(id).state()).isEqualTo(RequestState.FULFILLED);
    assertThat(mail("REQUEST_FULFILLED")).containsEntry("answer", find(id).answer());
    assertThat(find(id).answer())
        .startsWith("Corrected: a device that is not yours, your name, your language.");
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void everyFieldIsHeldSomewhere(Field field) {
    String value =
        switch (field) {
          case EMAIL -> "a@example.org";
          case DISPLAY_NAME -> "Ada";
          case LOCALE -> "en";
          case DEVICE -> "a-device";
        };

    LEDGER
        .jdbi()
        .useTransaction(
            handle ->
                assertThat(storage.stores().people().holdings().all())
                    .filteredOn(
                        holding ->
                            holding
                                .correct(handle, subject, new Correction(field, value))
                                .isPresent())
                    .hasSize(1));
  }

  @Test
  void keepsOldAndNewAsDigestsOnlyThatAreWorthNothingOnceTheKeyIsDestroyed() {
    RequestId id = ask(new Correction(Field.DISPLAY_NAME, "planted-Grace"));
    rights.corrections().carryOut(id);
    byte[] old = digest(id, "old_digest");
    byte[] now = digest(id, "new_digest");

    RequestId back = ask(new Correction(Field.DISPLAY_NAME, "planted-name"));
    rights.corrections().carryOut(back);

    assertThat(digest(back, "old_digest")).isEqualTo(now).isNotEqualTo(old);
    assertThat(digest(back, "new_digest")).isEqualTo(old);
    SubjectId other = People.knownByEverything(storage, LEDGER, folder);
    subject = other;
    RequestId others = ask(new Correction(Field.DISPLAY_NAME, "planted-Grace"));
    rights.corrections().carryOut(others);
    // The same names under another key: nobody who has one learns anything of the other.
    assertThat(digest(others, "old_digest")).isNotEqualTo(old);
    assertThat(rows("corrections")).noneMatch(row -> row.contains("planted"));
    assertThat(wantedLeft()).isZero();
  }

  @Test
  void whatWasSoAlreadyIsSaidToBe() {
    RequestId id =
        ask(
            new Correction(Field.DISPLAY_NAME, "planted-name"),
            new Correction(Field.EMAIL, "Planted-Ada@Example.org"),
            new Correction(Field.DEVICE, "another-device"));

    rights.corrections().carryOut(id);

    assertThat(outcomes(id)).containsOnly(Outcome.UNCHANGED);
    assertThat(find(id).answer()).contains("Nothing had to be changed");
  }

  @Test
  void aNewAddressCountsOnceItsLinkIsFollowed() {
    RequestId id = ask(new Correction(Field.EMAIL, NEW.value()));

    assertThat(rights.corrections().carryOut(id)).isFalse();
    assertThat(rights.corrections().carryOut(id)).isFalse();
    assertThat(accounts.find(subject).email()).isNotEqualTo(NEW);
    assertThat(outcomes(id)).containsExactly(Outcome.TO_CONFIRM);
    assertThat(find(id).state()).isEqualTo(RequestState.IN_PROGRESS);

    follow(mail("CONFIRM_ADDRESS").get("path"));
    assertThat(rights.corrections().carryOut(id)).isTrue();
    assertThat(accounts.find(subject).email()).isEqualTo(NEW);
    assertThat(outcomes(id)).containsExactly(Outcome.CORRECTED);
    assertThat(find(id).state()).isEqualTo(RequestState.FULFILLED);
    assertThat(digest(id, "old_digest")).isNotNull().isNotEqualTo(digest(id, "new_digest"));
  }

  @Test
  void anAddressThatNobodyConfirmsExpiresAndTheOldOneStays() {
    EmailAddress before = accounts.find(subject).email();
    RequestId id =
        ask(new Correction(Field.EMAIL, NEW.value()), new Correction(Field.DISPLAY_NAME, "Grace"));
    assertThat(rights.corrections().carryOut(id)).isFalse();
    assertThat(accounts.find(subject).displayName()).isEqualTo("Grace");

    storage.clock().advance(Duration.ofDays(2));
    assertThat(rights.corrections().carryOut(id)).isTrue();

    assertThat(accounts.find(subject).email()).isEqualTo(before);
    assertThat(outcomes(id)).containsExactly(Outcome.CORRECTED, Outcome.NOT_CONFIRMED);
    assertThat(find(id).state()).isEqualTo(RequestState.EXPIRED);
    assertThat(find(id).answer()).contains("Not confirmed in time", "your e-mail address");
  }

  @Test
  void nobodyIsFloodedWithLinks() {
    RequestId first = ask(new Correction(Field.EMAIL, NEW.value()));
    RequestId second = ask(new Correction(Field.EMAIL, "planted-other@example.org"));
    rights.corrections().carryOut(first);

    assertThatThrownBy(() -> rights.corrections().carryOut(second)).isInstanceOf(TooSoon.class);
    assertThat(outcomes(second)).containsOnlyNulls();
  }

  @Test
  void saysWhoGotDataAndThatNothingOfItCanBeCorrectedThere() {
    RequestId id = ask(new Correction(Field.DISPLAY_NAME, "Grace"));
    rights.corrections().carryOut(id);
    assertThat(find(id).answer())
        .contains("fal.ai got pictures or clips of yours, once, the last time on 2026-11-24.")
        .endsWith("so there is nothing to correct there.");

    subject = storage.newSubject();
    RequestId nothingSent = ask(new Correction(Field.DISPLAY_NAME, "Grace"));
    rights.corrections().carryOut(nothingSent);
    assertThat(find(nothingSent).answer()).endsWith("so nobody has to be told.");
  }

  /** Whoever sends something else has to pass corrections on, and say so in the answer. */
  @Test
  void nothingThatCanBeCorrectedIsEverSent() {
    assertThat(EgressContent.values())
        .containsExactlyInAnyOrder(
            EgressContent.FILE, EgressContent.PROMPT, EgressContent.PARAMETERS);
  }

  @Test
  void aStatementIsGivenOutWithTheDataFromThenOn() throws IOException {
    RequestId id = ask(null, List.of(), new Statement("usage", HOSTILE));
    rights.corrections().carryOut(id);

    assertThat(find(id).answer()).contains("“usage”");
    assertThat(given("data.json")).contains("\"statements\"", "=cmd|");
    assertThat(given("index.html"))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script");
    assertThat(rows("statements")).noneMatch(row -> row.contains("alert"));
  }

  @Test
  void aHostileNameIsKeptAsTheTextThatItIs() {
    RequestId id = ask(new Correction(Field.DISPLAY_NAME, HOSTILE));

    rights.corrections().carryOut(id);

    assertThat(accounts.find(subject).displayName()).isEqualTo(HOSTILE);
    assertThatThrownBy(() -> new Correction(Field.DISPLAY_NAME, "Ada\r\nBcc: b@example.org"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Correction(Field.DISPLAY_NAME, HOSTILE).toString()).doesNotContain("script");
  }

  @Test
  void wordsAreReadByStaffBeforeAnythingIsDone() {
    RequestId id =
        ask("And my age is wrong.", List.of(new Correction(Field.DISPLAY_NAME, "Grace")), null);
    assertThat(rights.course().standing(id).orElseThrow().cleared()).isFalse();

    rights.desk().approve(id, staff);

    assertThat(rights.course().standing(id).orElseThrow().cleared()).isTrue();
  }

  @Test
  void whatNamesNothingIsNotApprovedButDoneByHand() {
    RequestId id = ask("My age is wrong.", List.of(), null);

    assertThatThrownBy(() -> rights.desk().approve(id, staff))
        .extracting("why")
        .isEqualTo(NotPossible.Why.NAMES_NOTHING);
    rights.desk().fulfil(id, "We do not keep your age.", staff);

    assertThat(find(id).state()).isEqualTo(RequestState.FULFILLED);
  }

  @Test
  void whatIsTakenBackLeavesNoWords() {
    RequestId id =
        ask(
            "Wait.",
            List.of(new Correction(Field.LOCALE, "fr")),
            new Statement("usage", "Not me."));

    rights.requests().revoke(subject, id);

    assertThat(outcomes(id)).containsExactly(Outcome.NOT_DONE);
    assertThat(wantedLeft()).isZero();
    assertThat(rights.corrections().statement(id)).isEmpty();
    assertThat(accounts.find(subject).locale()).isEqualTo("pt-BR");
    assertThat(rights.corrections().carryOut(id)).isTrue();
    assertThat(accounts.find(subject).locale()).isEqualTo("pt-BR");
  }

  @Test
  void anErasureOvertakesItAndLeavesNothingOfIt() {
    RequestId done = ask(null, List.of(), new Statement("usage", "planted words"));
    rights.corrections().carryOut(done);
    RequestId open = ask(new Correction(Field.EMAIL, NEW.value()));
    rights.corrections().carryOut(open);
    RequestId deletion = Requests.ask(storage, subject, Right.DELETION);

    rights.course().begin(deletion);
    rights.deletions().begin(deletion);
    assertThat(rights.corrections().carryOut(open)).isTrue();
    assertThat(rights.corrections().statement(done)).isEmpty();
    rights.deletions().eraseHoldings(deletion);
    rights.deletions().issueReceipt(deletion);

    assertThat(find(open).state()).isEqualTo(RequestState.REVOKED);
    assertThat(rows("corrections")).isEmpty();
    assertThat(rows("statements")).noneMatch(row -> row.contains(subject.toString()));
    assertThatThrownBy(() -> ask(new Correction(Field.LOCALE, "en")))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void whoIsBeingErasedCorrectsNothing() {
    RequestId id = ask(new Correction(Field.DISPLAY_NAME, "back"));
    LEDGER
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("UPDATE subjects SET erasing_at = now() WHERE id = ?", subject));

    assertThatThrownBy(() -> rights.corrections().carryOut(id))
        .isInstanceOf(SubjectForgotten.class);
  }

  private RequestId ask(Correction... corrections) {
    return ask(null, List.of(corrections), null);
  }

  private RequestId ask(
      @Nullable String details, List<Correction> corrections, @Nullable Statement statement) {
    return rights
        .requests()
        .open(
            new NewRequest(
                subject,
                Right.CORRECTION,
                Channel.API,
                details,
                true,
                storage.clock().instant(),
                corrections,
                statement))
        .id();
  }

  private RightsRequest find(RequestId id) {
    return rights.requests().find(id).orElseThrow();
  }

  private List<Outcome> outcomes(RequestId id) {
    return rights.corrections().of(id).stream().map(AskedCorrection::outcome).toList();
  }

  /** The newest of a kind: several mails may be of the same moment. */
  private Map<String, String> mail(String kind) {
    return new MailSeen(LEDGER.jdbi(), folder.resolve("keys"))
        .of(subject).stream()
            .filter(mail -> kind.equals(mail.get("kind")))
            .reduce((older, newer) -> newer)
            .orElseThrow();
  }

  private void follow(String path) {
    accounts.confirm(new LinkWord(path.substring(Accounts.CONFIRMATION_PATH.length())));
  }

  /** A file of the subject's access package. */
  private String given(String file) throws IOException {
    RequestId access = Requests.ask(storage, subject, Right.ACCESS);
    rights.course().begin(access);
    rights.packages().prepare(access, () -> {});
    try (InputStream plain = rights.packages().open(subject, access).orElseThrow().plain();
        ZipInputStream zip = new ZipInputStream(plain)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(file)) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    return "";
  }

  private static byte[] digest(RequestId id, String column) {
    return LEDGER
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("SELECT " + column + " FROM corrections WHERE request_id = ?", id)
                    .mapTo(byte[].class)
                    .one());
  }

  private static long wantedLeft() {
    return LEDGER
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("SELECT count(*) FROM corrections WHERE wanted IS NOT NULL")
                    .mapTo(Long.class)
                    .one());
  }

  private static List<String> rows(String table) {
    return LEDGER
        .jdbi()
        .withHandle(
            handle ->
                handle.select("SELECT t::text FROM " + table + " t").mapTo(String.class).list());
  }
}
