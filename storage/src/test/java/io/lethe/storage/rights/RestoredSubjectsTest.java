package io.lethe.storage.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.holding.DataMap;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.Requests;
import io.lethe.storage.testing.TestStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that is restored from before an erasure brings nobody back. */
class RestoredSubjectsTest {
  private static final String ISSUER = "https://idp.example";

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Rights rights;
  private SubjectId subject;

  @BeforeEach
  void someoneOfWhomSomethingIsKeptEverywhere() {
    storage = new TestStorage(LEDGER, folder);
    rights = storage.stores().people().rights();
    subject = People.knownByEverything(storage, LEDGER, folder);
  }

  @Test
  void nothingOfThemCanBeReadOrWrittenFromTheFirstLookOn() {
    TestStorage restored = restoredAfterAnErasure();
    assertThat(restored.stores().people().accounts().find(subject).displayName()).isNotNull();

    assertThat(restored.stores().people().rights().restored().eraseAgain()).isEqualTo(1);

    assertThat(restored.stores().people().accounts().find(subject).displayName()).isNull();
    assertThat(restored.subjectKeys().find(subject)).isEmpty();
    assertThatThrownBy(() -> restored.grant(subject)).isInstanceOf(SubjectForgotten.class);
    assertThat(restored.stores().people().rights().restored().eraseAgain()).isZero();
  }

  @Test
  void theirErasureIsCarriedOutOnceMoreAndLeavesNoRow() {
    Jdbi backup = LEDGER.copy();
    Requests.erase(rights, ask(rights));
    TestStorage restored = storage.on(backup);
    Rights there = restored.stores().people().rights();
    there.restored().eraseAgain();
    RequestId id = there.requests().list(subject).get(0).id();

    assertThat(there.requests().find(id).orElseThrow().channel()).isEqualTo(Channel.RESTORE);
    assertThat(there.course().standing(id).orElseThrow().cleared()).isTrue();
    Requests.erase(there, id);

    assertThat(rowsThatMention(backup, subject)).isEmpty();
    assertThat(there.deletions().receipt(id)).isPresent();
  }

  @Test
  void aRequestThatTheBackupKnowsIsTheOneThatIsCarriedOut() {
    OpenedRequest asked = open(rights);
    Jdbi backup = LEDGER.copy();
    Requests.erase(rights, asked.id());
    TestStorage restored = storage.on(backup);
    Rights there = restored.stores().people().rights();

    there.restored().eraseAgain();
    Requests.erase(there, asked.id());

    assertThat(there.requests().find(asked.statusWord()).orElseThrow().state())
        .isEqualTo(RequestState.FULFILLED);
  }

  @Test
  void aHoldThatWasLiftedAfterTheBackupDoesNotBringThemBack() {
    StaffId staff = storage.stores().staff().staff().signIn(ISSUER, "kim");
    RequestId id = ask(rights);
    HoldId hold = HoldId.random();
    LocalDate lastDay = rights.holds().today().plusDays(30);
    rights.holds().place(new NewHold(hold, subject, "A claim is pending.", lastDay), staff);
    Jdbi backup = LEDGER.copy();
    rights.holds().release(hold, "It was settled.", staff);
    Requests.erase(rights, id);
    TestStorage restored = storage.on(backup);

    restored.stores().people().rights().restored().eraseAgain();

    assertThat(restored.subjectKeys().find(subject)).isEmpty();
    assertThat(restored.stores().people().rights().course().begin(id)).isTrue();
  }

  @Test
  void whoSignsInAgainAfterTheErasureIsSomebodyElseAndStays() {
    SubjectId ada = storage.stores().subjects().recognise(ISSUER, "ada");
    subject = ada;
    Requests.erase(rights, ask(rights));
    SubjectId again = storage.stores().subjects().recognise(ISSUER, "ada");
    storage.stores().people().accounts().change(again, List.of(new AccountEdit.DisplayName("Ada")));

    assertThat(rights.restored().eraseAgain()).isZero();

    assertThat(again).isNotEqualTo(ada);
    assertThat(storage.stores().people().accounts().find(again).displayName()).isEqualTo("Ada");
  }

  @Test
  void whoIsAliveInTheBackupAndNowStaysAsWell() {
    SubjectId other = People.knownByEverything(storage, LEDGER, folder);
    TestStorage restored = restoredAfterAnErasure();

    restored.stores().people().rights().restored().eraseAgain();

    assertThat(restored.stores().people().accounts().find(other).displayName()).isNotNull();
  }

  @Test
  void anErasureThatIsGoingOnIsLeftToItsWorkflow() {
    RequestId id = ask(rights);
    rights.course().begin(id);
    rights.deletions().begin(id);

    assertThat(storage.stores().tombstones().subjects()).contains(subject);
    assertThat(rights.restored().eraseAgain()).isZero();
  }

  @Test
  void anErasureGoesOnOnlyOnceItsTombstoneIsSet() throws IOException {
    RequestId id = ask(rights);
    rights.course().begin(id);
    Path tombstones = Files.createDirectories(storage.objectsFolder().resolve("tombstones"));
    Path inTheWay = Files.writeString(tombstones.resolve("subject"), "not a folder");
    assertThatThrownBy(() -> rights.deletions().begin(id)).isInstanceOf(RuntimeException.class);
    Files.delete(inTheWay);

    rights.deletions().begin(id);

    assertThat(storage.stores().tombstones().subjects()).contains(subject);
  }

  @Test
  void whatIsLeftOfAHalfWrittenTombstoneStopsNothing() throws IOException {
    TestStorage restored = restoredAfterAnErasure();
    Path tombstones = storage.objectsFolder().resolve("tombstones/subject");
    Files.writeString(tombstones.resolve(SubjectId.random() + ".1.part"), "+");

    assertThat(restored.stores().people().rights().restored().eraseAgain()).isEqualTo(1);
  }

  private TestStorage restoredAfterAnErasure() {
    Jdbi backup = LEDGER.copy();
    Requests.erase(rights, ask(rights));
    return storage.on(backup);
  }

  private RequestId ask(Rights at) {
    return open(at).id();
  }

  private OpenedRequest open(Rights at) {
    return at.requests()
        .open(
            new NewRequest(
                subject, Right.DELETION, Channel.API, null, true, storage.clock().instant()));
  }

  private static List<String> rowsThatMention(Jdbi ledger, SubjectId subject) {
    List<String> rows = new ArrayList<>();
    for (DataMap.Table table : DataMap.of(ledger).tables()) {
      ledger.useHandle(
          handle ->
              handle
                  .select("SELECT t::text FROM " + table.name() + " t")
                  .mapTo(String.class)
                  .filter(row -> row.contains(subject.toString()))
                  .forEach(row -> rows.add(table.name() + " " + row)));
    }
    return rows;
  }
}
