package io.lethe.storage.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.holding.Holding;
import io.lethe.storage.holding.Retention.Term;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.Requests;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LettersTest {
  private static final EmailAddress ADDRESS = new EmailAddress("ada@example.org");
  private static final String WRITER = "planted Ada, 12 planted Street";
  private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Rights rights;
  private Letters letters;
  private StaffId kim;

  @BeforeEach
  void open() {
    LEDGER.jdbi().useHandle(handle -> handle.execute("DELETE FROM rights_requests"));
    storage = new TestStorage(LEDGER, folder);
    rights = storage.stores().people().rights();
    letters = rights.letters();
    kim = storage.stores().staff().staff().signIn("https://idp.example", "kim");
  }

  @Test
  void isTakenDownForWhoHasNoAccountAndItsClockRunsFromTheDayItCame() {
    RequestId id = fromNobody(Right.DELETION, TODAY.minusDays(4));

    RightsRequest request = find(id);
    assertThat(request.receivedAt()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
    assertThat(request.dueAt()).isEqualTo(Instant.parse("2026-12-20T00:00:00Z"));
    assertThat(request.channel()).isEqualTo(Channel.STAFF);
    assertThat(request.reason()).isEqualTo(RequestReason.NEED_USER_VERIFICATION);
    DeskNotes notes = letters.notes(id);
    assertThat(notes.stranger()).isTrue();
    assertThat(notes.correspondent()).isEqualTo(WRITER);
    assertThat(rights.course().standing(id).orElseThrow().cleared()).isFalse();
    assertThat(rights.desk().timeline(id).get(0).staff()).isEqualTo(kim);
  }

  @Test
  void twoPeopleOfOneNameAreTwo() {
    RequestId one = fromNobody(Right.ACCESS, TODAY);
    RequestId other = fromNobody(Right.ACCESS, TODAY);

    assertThat(find(one).subject()).isNotEqualTo(find(other).subject());
  }

  @Test
  void isForTheAccountWhoseConfirmedAddressItGives() {
    SubjectId subject = storage.newSubject();
    People.confirmEmail(storage, LEDGER, folder, subject, ADDRESS);

    List<RequestId> taken =
        letters.takeDown(new NewLetter(ADDRESS, null, Right.ACCESS, null, TODAY), kim);

    assertThat(taken).singleElement().extracting(id -> find(id).subject()).isEqualTo(subject);
    assertThat(letters.notes(taken.get(0)).stranger()).isFalse();
    assertThat(letters.notes(taken.get(0)).correspondent()).isNull();
  }

  @Test
  void anAddressOfNobodyIsWrittenDownAsWhoAsked() {
    EmailAddress nobodys = new EmailAddress("nobody@example.org");

    RequestId id =
        letters.takeDown(new NewLetter(nobodys, null, Right.ACCESS, null, TODAY), kim).get(0);

    assertThat(letters.notes(id).stranger()).isTrue();
    assertThat(letters.notes(id).correspondent()).isEqualTo("nobody@example.org");
  }

  @Test
  void comesNotFromTheFutureNorFromLongAgo() {
    for (LocalDate day : List.of(TODAY.plusDays(1), TODAY.minusDays(367))) {
      assertThatThrownBy(() -> fromNobody(Right.ACCESS, day))
          .hasMessageContaining("within the last year");
    }
  }

  @Test
  void isVerifiedWithANoteOfHow() {
    RequestId id = fromNobody(Right.ACCESS, TODAY);

    rights.desk().verify(id, "planted: called back", kim);

    assertThat(find(id).verifiedAt()).isNotNull();
    assertThat(letters.notes(id).verification()).isEqualTo("planted: called back");
    assertThat(
            rows(
                "SELECT encode(correspondent, 'escape') || encode(verification, 'escape') FROM desk_notes"))
        .isNotEmpty()
        .noneMatch(row -> row.contains("planted"));
  }

  @Test
  void nothingMatchesWhereNothingIsKept() {
    RequestId id = fromNobody(Right.DELETION, TODAY);

    rights.desk().deny(id, RequestReason.NO_MATCH, "We keep nothing of you.", kim);

    assertThat(find(id).state()).isEqualTo(RequestState.DENIED);
    assertThat(find(id).reason()).isEqualTo(RequestReason.NO_MATCH);
  }

  @Test
  void thatNothingMatchesIsNotSaidWhereSomethingIsKept() {
    SubjectId subject = storage.newSubject();
    People.confirmEmail(storage, LEDGER, folder, subject, ADDRESS);
    RequestId id =
        letters.takeDown(new NewLetter(ADDRESS, null, Right.DELETION, null, TODAY), kim).get(0);

    assertThatThrownBy(
            () -> rights.desk().deny(id, RequestReason.NO_MATCH, "We keep nothing.", kim))
        .extracting("why")
        .isEqualTo(NotPossible.Why.SOMETHING_IS_HELD);
    assertThat(find(id).closedAt()).isNull();
  }

  @Test
  void anAnswerIsCountedUntilItIsToldOnPaper() {
    RequestId id = fromNobody(Right.ACCESS, TODAY.minusDays(4));
    assertThatThrownBy(() -> letters.told(id, TODAY, kim))
        .extracting("why")
        .isEqualTo(NotPossible.Why.NOT_CLOSED);
    rights.desk().deny(id, RequestReason.NO_MATCH, "We keep nothing of you.", kim);
    assertThat(letters.countToTell()).isEqualTo(1);
    for (LocalDate day : List.of(TODAY.plusDays(1), TODAY.minusDays(5))) {
      assertThatThrownBy(() -> letters.told(id, day, kim)).hasMessageContaining("between");
    }

    letters.told(id, TODAY.minusDays(1), kim);

    assertThat(letters.countToTell()).isZero();
    assertThat(letters.notes(id).toldAt()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
    assertThat(rights.desk().timeline(id))
        .extracting(TimelineEntry::what)
        .containsExactly(StepTaken.RECEIVED, StepTaken.DENIED, StepTaken.TOLD);
    assertThatThrownBy(() -> letters.told(id, TODAY, kim))
        .extracting("why")
        .isEqualTo(NotPossible.Why.TOLD_BEFORE);
  }

  @Test
  void anAnswerThatIsMailedIsTold() {
    SubjectId subject = storage.newSubject();
    People.confirmEmail(storage, LEDGER, folder, subject, ADDRESS);
    RequestId id =
        letters.takeDown(new NewLetter(ADDRESS, null, Right.DELETION, null, TODAY), kim).get(0);

    rights.desk().deny(id, RequestReason.SUSPECTED_FRAUD, "We could not be sure.", kim);

    assertThat(letters.notes(id).toldAt()).isEqualTo(storage.clock().instant());
    assertThat(letters.countToTell()).isZero();
  }

  @Test
  void aDeletionIsToldByItsMailOrElseOnPaper() {
    SubjectId reached = storage.newSubject();
    People.confirmEmail(storage, LEDGER, folder, reached, ADDRESS);
    RequestId mailed = letterOf(reached);
    RequestId onPaper = letterOf(storage.newSubject());

    for (RequestId id : List.of(mailed, onPaper)) {
      rights.desk().verify(id, "Called back.", kim);
      rights.desk().approve(id, kim);
      Requests.erase(rights, id);
    }

    assertThat(letters.notes(mailed).toldAt()).isEqualTo(storage.clock().instant());
    assertThat(letters.notes(onPaper).toldAt()).isNull();
    assertThat(letters.countToTell()).isEqualTo(1);
    letters.told(onPaper, TODAY, kim);
    assertThat(letters.countToTell()).isZero();
  }

  private RequestId letterOf(SubjectId subject) {
    NewRequest asked =
        new NewRequest(
            subject, Right.DELETION, Channel.STAFF, null, false, storage.clock().instant());
    return LEDGER.jdbi().inTransaction(handle -> letters.takeDown(handle, asked, null, kim));
  }

  @Test
  void anObjectionToMarketingIsDoneAtOnceAlsoWithoutAnAccount() {
    EmailAddress nobodys = new EmailAddress("no-mail@example.org");
    Instant consentedAt = storage.clock().instant();

    RequestId id =
        letters
            .takeDown(new NewLetter(nobodys, null, Right.MARKETING_OPT_OUT, null, TODAY), kim)
            .get(0);

    assertThat(find(id).state()).isEqualTo(RequestState.FULFILLED);
    assertThat(storage.stores().people().suppressions().isSuppressed(nobodys, consentedAt))
        .isTrue();
  }

  @Test
  void whoseLetterWasAnsweredIsForgottenAfterNinetyDays() {
    RequestId id = fromNobody(Right.ACCESS, TODAY);
    rights.desk().deny(id, RequestReason.NO_MATCH, "We keep nothing of you.", kim);
    storage.clock().advance(Duration.ofDays(200));
    sweep();
    assertThat(letters.notes(id).correspondent()).as("not answered yet").isEqualTo(WRITER);

    letters.told(id, letters.today(), kim);
    storage.clock().advance(Duration.ofDays(89));
    sweep();
    assertThat(letters.notes(id).correspondent()).isEqualTo(WRITER);
    SubjectId stranger = find(id).subject();

    storage.clock().advance(Duration.ofDays(1));
    sweep();
    RightsRequest left = find(id);
    assertThat(left.state()).isEqualTo(RequestState.DENIED);
    assertThat(left.subject()).isNull();
    assertThat(left.answer()).isNull();
    assertThat(rows("SELECT s::text FROM subjects s WHERE id = '" + stranger + "'")).isEmpty();
    assertThat(rows("SELECT request_id::text FROM desk_notes WHERE correspondent IS NOT NULL"))
        .isEmpty();
  }

  @Test
  void whatStaffNotedIsErasedWithTheSubject() {
    RequestId id = fromNobody(Right.DELETION, TODAY);
    rights.desk().verify(id, "Called back.", kim);
    SubjectId subject = find(id).subject();
    Holding place =
        storage.stores().people().holdings().all().stream()
            .filter(holding -> holding.name().equals("rights"))
            .findFirst()
            .orElseThrow();
    assertThat(place.count(subject)).isPositive();

    place.erase(subject);

    assertThat(place.count(subject)).isZero();
    assertThat(letters.notes(id).correspondent()).isNull();
    assertThat(letters.notes(id).verification()).isNull();
  }

  private RequestId fromNobody(Right right, LocalDate day) {
    return letters.takeDown(new NewLetter(null, WRITER, right, "a letter", day), kim).get(0);
  }

  private RightsRequest find(RequestId id) {
    return rights.requests().find(id).orElseThrow();
  }

  private void sweep() {
    for (Term term : Term.values()) {
      storage.stores().people().retention().deleteExpired(term, 1_000);
    }
  }

  private static List<String> rows(String query) {
    return LEDGER.jdbi().withHandle(handle -> handle.select(query).mapTo(String.class).list());
  }
}
