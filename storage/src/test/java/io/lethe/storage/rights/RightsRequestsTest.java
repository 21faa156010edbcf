package io.lethe.storage.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.MailSeen;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RightsRequestsTest {
  private static final EmailAddress ADDRESS = new EmailAddress("ada@example.org");

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private RightsRequests requests;
  private RequestCourse course;
  private Desk desk;
  private StaffId staff;
  private SubjectId subject;

  @BeforeEach
  void open() {
    // Each test has keys of its own, which open nothing of another's.
    LEDGER.jdbi().useHandle(handle -> handle.execute("DELETE FROM rights_requests"));
    storage = new TestStorage(LEDGER, folder);
    requests = storage.stores().people().rights().requests();
    course = storage.stores().people().rights().course();
    desk = storage.stores().people().rights().desk();
    staff = storage.stores().staff().staff().signIn("https://idp.example", "kim");
    subject = storage.newSubject();
  }

  @Test
  void whatASubjectAsksWithTheirOwnTokenIsClearedAtOnce() {
    RequestId id = ask(Right.ACCESS);

    RightsRequest request = requests.find(subject, id).orElseThrow();
    assertThat(request.state()).isEqualTo(RequestState.IN_PROGRESS);
    assertThat(request.reason()).isNull();
    assertThat(request.dueAt()).isEqualTo(Instant.parse("2026-12-24T12:00:00Z"));
    assertThat(course.standing(id).orElseThrow().cleared()).isTrue();
    assertThat(steps(id))
        .containsExactly(StepTaken.RECEIVED, StepTaken.VERIFIED, StepTaken.APPROVED);
  }

  @Test
  void isNoneForAnotherSubject() {
    RequestId id = ask(Right.ACCESS);

    assertThat(requests.find(storage.newSubject(), id)).isEmpty();
    assertThatThrownBy(() -> requests.revoke(storage.newSubject(), id))
        .isInstanceOf(NotPossible.class)
        .extracting("why")
        .isEqualTo(NotPossible.Why.NO_SUCH_REQUEST);
  }

  @ParameterizedTest
  @EnumSource(
      value = Right.class,
      names = {"ACCESS", "DELETION"})
  void askedTwiceIsOneRequest(Right right) {
    assertThat(ask(right)).isEqualTo(ask(right));
    assertThat(requests.list(subject)).hasSize(1);
  }

  @Test
  void askedByManyAtOnceIsOneRequest() {
    Set<RequestId> ids =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask(Right.DELETION)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .collect(Collectors.toSet());

    assertThat(ids).hasSize(1);
  }

  @Test
  void nobodyBlocksAnothersRequestByAskingUnverified() {
    RequestId unverified = letter(subject, Right.DELETION, null, storage.clock().instant());

    RequestId own = ask(Right.DELETION);

    assertThat(own).isNotEqualTo(unverified);
    assertThat(course.standing(own).orElseThrow().cleared()).isTrue();
    assertThat(course.standing(unverified).orElseThrow().cleared()).isFalse();
  }

  @Test
  void isTakenBackUntilItIsBeingCarriedOut() {
    RequestId taken = ask(Right.ACCESS);
    requests.revoke(subject, taken);
    requests.revoke(subject, taken);
    assertThat(state(taken)).isEqualTo(RequestState.REVOKED);
    assertThat(course.begin(taken)).isFalse();

    RequestId begun = ask(Right.ACCESS);
    assertThat(course.begin(begun)).isTrue();
    assertThatThrownBy(() -> requests.revoke(subject, begun)).isInstanceOf(NotPossible.class);
  }

  @Test
  void theStatusIsThereForWhoHasItsLink() {
    OpenedRequest opened = open(Right.ACCESS, null);

    assertThat(requests.find(opened.statusWord())).map(RightsRequest::id).contains(opened.id());
    assertThat(requests.find(io.lethe.storage.key.LinkWord.draw())).isEmpty();
  }

  @Test
  void whatTheSubjectWroteIsSealed() {
    RequestId id = open(Right.ACCESS, "planted words").id();

    assertThat(requests.find(id).orElseThrow().details()).isEqualTo("planted words");
    List<String> rows =
        LEDGER
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "SELECT r::text || coalesce(encode(details, 'escape'), '') FROM rights_requests r")
                        .mapTo(String.class)
                        .list());
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("planted"));
  }

  @Test
  void anObjectionToMarketingIsDoneAtOnceAndNoOldConsentUndoesIt() {
    People.confirmEmail(storage, LEDGER, folder, subject, ADDRESS);
    storage
        .stores()
        .consents()
        .grant(subject, storage.stores().notices().current(Purpose.MARKETING), ConsentChannel.API);
    Instant consentedAt = storage.clock().instant();
    storage.clock().advance(Duration.ofMinutes(1));

    RequestId id = ask(Right.MARKETING_OPT_OUT);

    assertThat(state(id)).isEqualTo(RequestState.FULFILLED);
    assertThat(storage.stores().consents().inForce(subject, Purpose.MARKETING)).isEmpty();
    var suppressions = storage.stores().people().suppressions();
    assertThat(suppressions.isSuppressed(new EmailAddress("Ada@EXAMPLE.org"), consentedAt))
        .isTrue();
    assertThat(
            suppressions.isSuppressed(
                ADDRESS, storage.clock().instant().plus(Duration.ofMinutes(1))))
        .isFalse();
  }

  @Test
  void whatStaffDidByHandIsToldByMail() {
    People.confirmEmail(storage, LEDGER, folder, subject, ADDRESS);
    RequestId id = ask(Right.CORRECTION);
    storage.clock().advance(Duration.ofMinutes(1));
    desk.fulfil(id, "The name is corrected.", staff);

    assertThat(new MailSeen(LEDGER.jdbi(), folder.resolve("keys")).newest(subject))
        .containsEntry("kind", "REQUEST_FULFILLED")
        .containsEntry("right", "CORRECTION")
        .containsEntry("answer", "The name is corrected.");
  }

  @Test
  void staffAreRemindedOnceOfEachDateAndOfAnOverdueRequest() {
    RequestId id = letter(subject, Right.ACCESS, null, storage.clock().instant());
    Instant received = storage.clock().instant();
    for (int day = 1; day <= 40; day++) {
      storage.clock().advance(Duration.ofDays(1));
      course.lookAtClock(id);
      course.lookAtClock(id);
    }

    assertThat(steps(id))
        .containsExactly(
            StepTaken.RECEIVED,
            StepTaken.REMINDED,
            StepTaken.REMINDED,
            StepTaken.REMINDED,
            StepTaken.OVERDUE);
    assertThat(desk.timeline(id).get(1).at()).isEqualTo(received.plus(Duration.ofDays(20)));
    assertThat(course.countOverdue()).isEqualTo(1);
    assertThat(requests.find(id).orElseThrow().isOverdue(storage.clock().instant())).isTrue();
  }

  @Test
  void theClockWakesAtEachDateAndThenNoMore() {
    RequestId id = letter(subject, Right.ACCESS, null, storage.clock().instant());
    Instant received = storage.clock().instant();

    assertThat(course.standing(id).orElseThrow().wakeAt())
        .isEqualTo(received.plus(Duration.ofDays(20)));
    storage.clock().advance(Duration.ofDays(29));
    course.lookAtClock(id);
    assertThat(course.standing(id).orElseThrow().wakeAt())
        .isEqualTo(received.plus(Duration.ofDays(30)));
    storage.clock().advance(Duration.ofDays(1));
    course.lookAtClock(id);
    assertThat(course.standing(id).orElseThrow().wakeAt())
        .isAfter(received.plus(Duration.ofDays(10_000)));
  }

  @Test
  void staffVerifyThenApprove() {
    RequestId id = letter(subject, Right.ACCESS, "a letter", storage.clock().instant());
    assertThat(requests.find(id).orElseThrow().reason())
        .isEqualTo(RequestReason.NEED_USER_VERIFICATION);
    assertThatThrownBy(() -> desk.approve(id, staff))
        .extracting("why")
        .isEqualTo(NotPossible.Why.NOT_VERIFIED);

    desk.verify(id, "By the number on the contract.", staff);
    assertThat(course.standing(id).orElseThrow().cleared()).isFalse();
    desk.approve(id, staff);

    assertThat(course.standing(id).orElseThrow().cleared()).isTrue();
    assertThat(desk.timeline(id).get(2).staff()).isEqualTo(staff);
  }

  @Test
  void aDenialGivesItsReasonAndIsMailed() {
    People.confirmEmail(storage, LEDGER, folder, subject, ADDRESS);
    RequestId id = letter(subject, Right.DELETION, null, storage.clock().instant());

    desk.deny(id, RequestReason.SUSPECTED_FRAUD, "We could not be sure.", staff);

    RightsRequest denied = requests.find(id).orElseThrow();
    assertThat(denied.state()).isEqualTo(RequestState.DENIED);
    assertThat(denied.answer()).isEqualTo("We could not be sure.");
    assertThat(new MailSeen(LEDGER.jdbi(), folder.resolve("keys")).newest(subject))
        .containsEntry("kind", "REQUEST_DENIED")
        .containsEntry("reason", "suspected_fraud")
        .containsEntry("to", ADDRESS.value());
  }

  @Test
  void isExtendedOnceAndOnlyWhenTheSubjectIsTold() {
    RequestId id = letter(subject, Right.ACCESS, null, storage.clock().instant());
    Instant due = requests.find(id).orElseThrow().dueAt();

    assertThatThrownBy(() -> desk.extend(id, 1, "Much to gather.", false, staff))
        .extracting("why")
        .isEqualTo(NotPossible.Why.SUBJECT_NOT_TOLD);
    assertThat(requests.find(id).orElseThrow().dueAt()).isEqualTo(due);

    People.confirmEmail(storage, LEDGER, folder, subject, ADDRESS);
    desk.extend(id, 2, "Much to gather.", false, staff);
    assertThat(requests.find(id).orElseThrow().dueAt())
        .isEqualTo(Instant.parse("2027-02-24T12:00:00Z"));
    assertThat(new MailSeen(LEDGER.jdbi(), folder.resolve("keys")).newest(subject))
        .containsEntry("kind", "REQUEST_EXTENDED");

    assertThatThrownBy(() -> desk.extend(id, 1, "More.", false, staff))
        .extracting("why")
        .isEqualTo(NotPossible.Why.EXTENDED_BEFORE);
  }

  @Test
  void isNotExtendedOnceItIsOver() {
    RequestId id = letter(subject, Right.ACCESS, null, storage.clock().instant());
    storage.clock().advance(Duration.ofDays(30));

    assertThatThrownBy(() -> desk.extend(id, 1, "Late.", true, staff))
        .extracting("why")
        .isEqualTo(NotPossible.Why.TOO_LATE);
  }

  @Test
  void whatIsChangedCountsAsUnseenUntilTheWorkflowLooks() {
    RequestId id = letter(subject, Right.ACCESS, null, storage.clock().instant());
    assertThat(course.unseen(Duration.ZERO, 10)).containsExactly(id);
    assertThat(course.unseen(Duration.ofMinutes(1), 10)).isEmpty();
    course.standing(id);
    assertThat(course.unseen(Duration.ZERO, 10)).isEmpty();

    desk.verify(id, "Called back.", staff);
    storage.clock().advance(Duration.ofMinutes(1));
    desk.deny(id, RequestReason.NO_MATCH, "We know nobody by that name.", staff);

    assertThat(course.unseen(Duration.ofMinutes(1), 10)).containsExactly(id);
    course.standing(id);
    assertThat(course.unseen(Duration.ZERO, 10)).isEmpty();
  }

  @Test
  void whatTheWorkflowItselfDoesDoesNotWakeIt() {
    RequestId id = ask(Right.ACCESS);
    course.standing(id);

    course.begin(id);
    storage.clock().advance(Duration.ofDays(40));
    course.lookAtClock(id);

    assertThat(steps(id)).endsWith(StepTaken.BEGUN, StepTaken.REMINDED, StepTaken.OVERDUE);
    assertThat(course.unseen(Duration.ZERO, 10)).isEmpty();
  }

  @Test
  void theMostUrgentComesFirst() {
    RequestId later = letter(subject, Right.ACCESS, null, storage.clock().instant());
    RequestId sooner =
        letter(
            storage.newSubject(),
            Right.ACCESS,
            null,
            storage.clock().instant().minus(Duration.ofDays(9)));

    List<RequestId> due = desk.due(null, 100).stream().map(RightsRequest::id).toList();

    assertThat(due.indexOf(sooner)).isLessThan(due.indexOf(later));
    RightsRequest first = desk.due(null, 1).get(0);
    assertThat(desk.due(first, 100)).extracting(RightsRequest::id).doesNotContain(first.id());
  }

  @Test
  void nothingIsAskedForASubjectThatIsBeingErased() {
    RequestId deletion = ask(Right.DELETION);
    course.begin(deletion);
    storage.stores().people().rights().deletions().begin(deletion);

    assertThatThrownBy(() -> ask(Right.ACCESS))
        .isInstanceOf(io.lethe.storage.ledger.SubjectForgotten.class);
  }

  private RequestId ask(Right right) {
    return open(right, null).id();
  }

  private OpenedRequest open(Right right, String details) {
    return requests.open(
        new NewRequest(subject, right, Channel.API, details, true, storage.clock().instant()));
  }

  private RequestId letter(SubjectId from, Right right, String details, Instant receivedAt) {
    Letters letters = storage.stores().people().rights().letters();
    NewRequest asked = new NewRequest(from, right, Channel.STAFF, details, false, receivedAt);
    return LEDGER.jdbi().inTransaction(handle -> letters.takeDown(handle, asked, null, staff));
  }

  private RequestState state(RequestId id) {
    return requests.find(id).orElseThrow().state();
  }

  private List<StepTaken> steps(RequestId id) {
    return desk.timeline(id).stream().map(TimelineEntry::what).toList();
  }
}
