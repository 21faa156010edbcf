package io.lethe.process.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheck.Result;
import org.junit.jupiter.api.Test;

class WhileLedgerAnswersTest {
  @Test
  void saysWhatTheCheckSays() {
    assertThat(answering(() -> Result.healthy("well")).execute().getMessage()).isEqualTo("well");
    assertThat(answering(() -> Result.unhealthy("late")).execute().getMessage()).isEqualTo("late");
  }

  @Test
  void saysWhereToLookWithoutTheWordsOfADriver() {
    Result result =
        answering(
                () -> {
                  throw new IllegalStateException("Key (email)=(planted) refused");
                })
            .execute();

    assertThat(result.isHealthy()).isFalse();
    assertThat(result.getError()).isNull();
    assertThat(result.getMessage()).contains("ledger").doesNotContain("planted");
  }

  private interface Answer {
    Result get();
  }

  private static HealthCheck answering(Answer answer) {
    return new WhileLedgerAnswers(
        new HealthCheck() {
          @Override
          protected Result check() {
            return answer.get();
          }
        });
  }
}
