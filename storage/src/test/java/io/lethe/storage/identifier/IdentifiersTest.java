package io.lethe.storage.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.SubjectId;
import io.lethe.storage.holding.Retention.Term;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {
  private static final Identifier DEVICE = new Identifier.Device("planted-device");

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private SubjectId subject;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    subject = storage.newSubject();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
    "::ffff:203.0.113.77, 203.0.113.0/24"
  })
  void keepsOnlyTheNetworkPartOfAnAddress(String address, String network) {
    assertThat(Identifier.Network.of(address)).map(Identifier::value).contains(network);
  }

  @Test
  void looksNothingUp() {
    assertThat(Identifier.Network.of("localhost")).isEmpty();
    assertThat(Identifier.Network.of("unknown")).isEmpty();
  }

  @Test
  void isKeptForNinetyDaysAfterItWasLastSeen() {
    seen();
    storage.clock().advance(Duration.ofDays(60));
    seen();
    assertThat(rows()).isOne();

    storage.clock().advance(Duration.ofDays(89));
    storage.stores().people().retention().deleteExpired(Term.IDENTIFIERS, 100);
    assertThat(rows()).isOne();

    storage.clock().advance(Duration.ofDays(1));
    assertThat(storage.stores().people().retention().deleteExpired(Term.IDENTIFIERS, 100)).isOne();
    assertThat(rows()).isZero();
  }

  @Test
  void theLedgerHoldsNoneOfItInWords() {
    seen();

    List<String> rows =
        LEDGER
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select("SELECT i::text || encode(value, 'escape') FROM identifiers i")
                        .mapTo(String.class)
                        .list());

    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("planted"));
  }

  private void seen() {
    storage.stores().people().identifiers().seen(subject, DEVICE);
  }

  private long rows() {
    return LEDGER
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("SELECT count(*) FROM identifiers WHERE subject_id = ?", subject)
                    .mapTo(Long.class)
                    .one());
  }
}
