package io.lethe.storage.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.holding.Retention.Term;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.staff.AuditEntry;
import io.lethe.storage.staff.StaffAct;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.Requests;
import io.lethe.storage.testing.TestStorage;
import io.lethe.storage.vault.NewMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LegalHoldsTest {
  private static final LocalDate LAST_DAY = LocalDate.parse("2027-01-31");
  private static final Instant ENDS_AT = Instant.parse("2027-02-01T00:00:00Z");

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Rights rights;
  private LegalHolds holds;
  private StaffId kim;
  private SubjectId subject;

  @BeforeEach
  void open() {
    LEDGER
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("DELETE FROM rights_requests");
              handle.execute("DELETE FROM legal_holds");
            });
    storage = new TestStorage(LEDGER, folder);
    rights = storage.stores().people().rights();
    holds = rights.holds();
    kim = storage.stores().staff().staff().signIn("https://idp.example", "kim");
    subject = storage.newSubject();
  }

  @Test
  void stopsADeletionUntilItIsLifted() {
    RequestId deletion = ask(Right.DELETION);
    HoldId hold = place("A claim is pending.");

    assertThat(standing(deletion).cleared()).isFalse();
    assertThat(rights.course().begin(deletion)).isFalse();
    assertThat(holds.heldAmong(List.of(deletion, RequestId.random()))).containsExactly(deletion);

    assertThat(holds.release(hold, "It was settled.", kim)).containsExactly(deletion);
    assertThat(standing(deletion).cleared()).isTrue();
    assertThat(rights.course().begin(deletion)).isTrue();
    assertThat(rights.desk().timeline(deletion))
        .extracting(TimelineEntry::what)
        .contains(StepTaken.HELD, StepTaken.RELEASED);
  }

  @Test
  void endsByItselfAndTheRequestWakesThen() {
    RequestId deletion = ask(Right.DELETION);
    storage.clock().advance(Duration.ofDays(31));
    rights.course().lookAtClock(deletion);
    place("A claim is pending.");
    assertThat(standing(deletion).wakeAt()).isEqualTo(ENDS_AT);

    storage.clock().advance(Duration.between(storage.clock().instant(), ENDS_AT));

    assertThat(standing(deletion).cleared()).isTrue();
    assertThat(holds.inForce(null, 10)).isEmpty();
    assertThat(holds.on(deletion)).isEmpty();
  }

  @Test
  void holdsNothingButDeletions() {
    RequestId access = ask(Right.ACCESS);
    place("A claim is pending.");

    assertThat(standing(access).cleared()).isTrue();
    assertThat(standing(access).wakeAt()).isBefore(ENDS_AT);
  }

  @Test
  void ofSeveralEachIsLiftedForItself() {
    RequestId deletion = ask(Right.DELETION);
    HoldId first = place("One claim.");
    place("Another claim.");

    holds.release(first, "Settled.", kim);

    assertThat(standing(deletion).cleared()).isFalse();
    assertThat(holds.on(deletion)).extracting(LegalHold::ground).containsExactly("Another claim.");
  }

  @Test
  void theSameFormSentTwicePlacesOne() {
    NewHold hold = new NewHold(HoldId.random(), subject, "A claim.", LAST_DAY);
    holds.place(hold, kim);
    holds.place(hold, kim);

    assertThat(holds.inForce(null, 10)).hasSize(1);
    assertThat(logged(hold.id())).containsExactly(StaffAct.HELD);
  }

  @Test
  void saysGroundsWhoAndUntilWhenAndKeepsTheWordsSealed() {
    HoldId id = place("planted ground");
    holds.release(id, "planted settlement", kim);

    LegalHold hold = holds.find(id).orElseThrow();
    assertThat(hold.ground()).isEqualTo("planted ground");
    assertThat(hold.releaseGround()).isEqualTo("planted settlement");
    assertThat(hold.placedBy()).isEqualTo(kim);
    assertThat(hold.releasedBy()).isEqualTo(kim);
    assertThat(hold.endsAt()).isEqualTo(ENDS_AT);
    assertThat(logged(id)).containsExactly(StaffAct.RELEASED, StaffAct.HELD);
    List<String> rows =
        LEDGER
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "SELECT encode(ground, 'escape') || encode(release_ground, 'escape')"
                                + " FROM legal_holds")
                        .mapTo(String.class)
                        .list());
    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("planted"));
  }

  @Test
  void keepsNothingThatAJobHolds() {
    JobId job = storage.guardedJob(storage.consentingSubject());
    SubjectId held = holds.subjectOf(job).orElseThrow();
    storage.store(NewMedia.upload(job, UploadRole.PHOTO, "image/jpeg"), new byte[] {1, 2, 3});
    HoldId hold = HoldId.random();
    holds.place(new NewHold(hold, held, "A claim.", LAST_DAY), kim);
    assertThat(holds.jobs(hold)).extracting(LegalHolds.HeldJob::job).containsExactly(job);

    People.erase(storage, job);

    assertThat(storage.stores().erasures().receipt(job)).isPresent();
    assertThat(holds.jobs(hold)).isEmpty();
  }

  @Test
  void comesTooLateOnceTheDeletionHasBegun() {
    RequestId deletion = ask(Right.DELETION);
    rights.course().begin(deletion);

    assertThatThrownBy(() -> place("A claim.")).extracting("why").isEqualTo(NotPossible.Why.BEGUN);
    rights.deletions().begin(deletion);
    assertThatThrownBy(() -> place("A claim.")).isInstanceOf(SubjectForgotten.class);
    assertThat(holds.inForce(null, 10)).isEmpty();
  }

  @Test
  void standsAYearAtMostAndNotInThePast() {
    for (String day : List.of("2026-11-23", "2027-11-26")) {
      NewHold hold = new NewHold(HoldId.random(), subject, "A claim.", LocalDate.parse(day));
      assertThatThrownBy(() -> holds.place(hold, kim)).hasMessageContaining("within a year");
    }
  }

  @Test
  void isForgottenThreeYearsAfterItEnded() {
    HoldId id = place("A claim.");
    storage.clock().advance(Duration.ofDays(65 + 3 * 365));
    storage.stores().people().retention().deleteExpired(Term.ENDED_HOLDS, 100);
    assertThat(holds.find(id)).isPresent();

    storage.clock().advance(Duration.ofDays(10));
    storage.stores().people().retention().deleteExpired(Term.ENDED_HOLDS, 100);
    assertThat(holds.find(id)).isEmpty();
  }

  @Test
  void theOneThatEndsNextComesFirst() {
    HoldId later = place("Later.");
    HoldId sooner = HoldId.random();
    holds.place(new NewHold(sooner, subject, "Sooner.", LAST_DAY.minusDays(1)), kim);

    List<LegalHold> first = holds.inForce(null, 1);
    assertThat(first).extracting(LegalHold::id).containsExactly(sooner);
    assertThat(holds.inForce(first.get(0), 10)).extracting(LegalHold::id).containsExactly(later);
  }

  private HoldId place(String ground) {
    HoldId id = HoldId.random();
    holds.place(new NewHold(id, subject, ground, LAST_DAY), kim);
    return id;
  }

  private RequestId ask(Right right) {
    return Requests.ask(storage, subject, right);
  }

  private Standing standing(RequestId id) {
    return rights.course().standing(id).orElseThrow();
  }

  private List<StaffAct> logged(HoldId hold) {
    return storage.stores().staff().log().newest(50).stream()
        .filter(entry -> hold.equals(entry.hold()))
        .map(AuditEntry::act)
        .toList();
  }
}
