package io.lethe.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutageTest {
  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void anOrderWithoutTemporalIsRefusedForNowAndWasNeverMade() {
    Caller subject = API.consentingSubject();
    API.temporal().close();
    Answer refused = subject.order();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem()).isEqualTo("unavailable");
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(API.rows("jobs")).isZero();
    assertThat(API.rows("keys")).isZero();
  }
}
