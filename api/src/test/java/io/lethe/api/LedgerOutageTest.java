package io.lethe.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerOutageTest {
  /** One of its own, because it is stopped. */
  private static final EmbeddedPostgres LEDGER = start();

  @RegisterExtension
  static final RunningApi API =
      new RunningApi(Map.of("ledger.url", LEDGER.getJdbcUrl("postgres", "postgres")));

  @AfterAll
  static void stop() throws IOException {
    LEDGER.close();
  }

  @Test
  void aRequestWithoutTheLedgerIsRefusedForNow() throws IOException {
    Caller subject = API.consentingSubject();
    assertThat(subject.order().status()).isEqualTo(201);
    LEDGER.close();
    Answer refused = subject.order();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem()).isEqualTo("unavailable");
    assertThat(refused.text("/part")).isEqualTo("LEDGER");
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(API.newSubject().get("/v1/privacy/notices").status()).isEqualTo(200);
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
