package io.lethe.storage.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.StaffStores;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private StaffStores stores;
  private StaffId sam;

  @BeforeEach
  void open() {
    LEDGER
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("ALTER TABLE audit_log DISABLE TRIGGER USER");
              handle.execute("DELETE FROM audit_log");
              handle.execute("ALTER TABLE audit_log ENABLE TRIGGER USER");
            });
    stores = new TestStorage(LEDGER, folder).stores().staff();
    sam = stores.staff().signIn("https://idp.example", "sam-" + UUID.randomUUID());
    decide(StaffAct.VERIFIED);
    decide(StaffAct.APPROVED);
    stores.staff().signOut(sam);
  }

  @Test
  void saysWhoDidWhatInOrder() {
    assertThat(stores.log().newest(10))
        .extracting(AuditEntry::act)
        .containsExactly(
            StaffAct.SIGNED_OUT, StaffAct.APPROVED, StaffAct.VERIFIED, StaffAct.SIGNED_IN);
    assertThat(stores.log().newest(10)).extracting(AuditEntry::staff).containsOnly(sam);
    assertThat(stores.log().firstBroken()).isEmpty();
  }

  @Test
  void knowsTheSamePersonAgainAndKeepsNoName() {
    StaffId once = stores.staff().signIn("https://idp.example", "planted-ada");
    StaffId again = stores.staff().signIn("https://idp.example", "planted-ada");

    assertThat(again).isEqualTo(once).isNotEqualTo(sam);
    List<String> rows =
        LEDGER
            .jdbi()
            .withHandle(
                handle -> handle.select("SELECT s::text FROM staff s").mapTo(String.class).list());
    assertThat(rows).noneMatch(row -> row.contains("planted-ada"));
  }

  @Test
  void letsNobodyChangeOrTakeOutAnEntry() {
    for (String change :
        List.of(
            "UPDATE audit_log SET act = 'DENIED' WHERE number = 2",
            "DELETE FROM audit_log WHERE number = 2",
            "TRUNCATE audit_log")) {
      assertThatThrownBy(() -> execute(change)).hasMessageContaining("only ever added");
    }
  }

  @Test
  void showsWhatWasChangedPastTheTriggers() {
    tamper("UPDATE audit_log SET act = 'APPROVED' WHERE number = 2");

    assertThat(stores.log().firstBroken()).hasValue(2);
  }

  @Test
  void showsThatAHoldWasPutInAnothersPlace() {
    LEDGER
        .jdbi()
        .useTransaction(
            handle -> stores.log().append(handle, sam, StaffAct.HELD, null, HoldId.random()));
    assertThat(stores.log().firstBroken()).isEmpty();

    tamper("UPDATE audit_log SET hold_id = gen_random_uuid() WHERE number = 5");

    assertThat(stores.log().firstBroken()).hasValue(5);
  }

  @Test
  void showsWhatWasTakenOut() {
    tamper("DELETE FROM audit_log WHERE number = 2");

    assertThat(stores.log().firstBroken()).hasValue(3);
  }

  @Test
  void showsWhatWasTakenOutAndNumberedAnew() {
    tamper(
        "DELETE FROM audit_log WHERE number = 2",
        "UPDATE audit_log SET number = number - 1 WHERE number > 2");

    assertThat(stores.log().firstBroken()).hasValue(2);
  }

  @Test
  void showsWhatWasPutIn() {
    tamper(
        "INSERT INTO audit_log SELECT 5, staff_id, 'DENIED', gen_random_uuid(), at, seal, previous"
            + " FROM audit_log WHERE number = 4");

    assertThat(stores.log().firstBroken()).hasValue(5);
  }

  @Test
  void staysWholeWhenManyWriteAtOnce() {
    IntStream.range(0, 40).parallel().forEach(i -> decide(StaffAct.EXTENDED));

    assertThat(stores.log().head().orElseThrow().number()).isEqualTo(44);
    assertThat(stores.log().firstBroken()).isEmpty();
  }

  private void decide(StaffAct act) {
    LEDGER
        .jdbi()
        .useTransaction(handle -> stores.log().append(handle, sam, act, RequestId.random()));
  }

  private static void tamper(String... changes) {
    execute("ALTER TABLE audit_log DISABLE TRIGGER USER");
    for (String change : changes) {
      execute(change);
    }
    execute("ALTER TABLE audit_log ENABLE TRIGGER USER");
  }

  private static void execute(String sql) {
    LEDGER.jdbi().useHandle(handle -> handle.execute(sql));
  }
}
