package io.lethe.storage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.core.setup.Environment;
import io.lethe.storage.testing.LedgerExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LedgerConnectionTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private final Environment environment = new Environment("test");

  @Test
  void opensALedgerThatIsMigratedAndWatched() throws Exception {
    Jdbi ledger = LedgerConnection.open(settings(LEDGER.jdbcUrl()), environment);

    int answer = ledger.withHandle(handle -> handle.select("SELECT 1").mapTo(Integer.class).one());
    assertThat(answer).isEqualTo(1);
    assertThat(environment.healthChecks().runHealthCheck("ledger").isHealthy()).isTrue();
    for (var managed : environment.lifecycle().getManagedObjects()) {
      managed.stop();
    }
  }

  @Test
  void saysInOneSentenceWhichAddressDidNotAnswer() throws IOException {
    String address;
    try (ServerSocket closed = new ServerSocket(0)) {
      address = "jdbc:postgresql://127.0.0.1:" + closed.getLocalPort() + "/lethe";
    }
    LedgerSettings nowhere = settings(address + "?password=hidden");
    nowhere.setConnectWait(Duration.ofSeconds(1));

    assertThatThrownBy(() -> LedgerConnection.open(nowhere, environment))
        .isInstanceOf(LedgerUnavailable.class)
        .hasMessage(
            "PostgreSQL did not answer at "
                + address
                + " within 1 s: start it, or correct ledger.url in the configuration.");
  }

  @Test
  void doesNotWaitForWhatWaitingCannotMend() {
    LedgerSettings missing = settings(LEDGER.jdbcUrl().replaceFirst("ledger_\\d+", "no_such"));

    assertThatThrownBy(() -> LedgerConnection.open(missing, environment))
        .isInstanceOf(LedgerUnavailable.class)
        .hasMessageContaining("refused the connection (SQL state 3D000)");
  }

  private static LedgerSettings settings(String url) {
    LedgerSettings settings = new LedgerSettings();
    settings.setUrl(url);
    settings.setUser("postgres");
    return settings;
  }
}
