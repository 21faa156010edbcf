package io.lethe.workers.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheck;
import io.lethe.domain.JobId;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.LyingStore;
import io.lethe.storage.testing.TestStorage;
import io.lethe.workers.health.ErasureHealth;
import io.lethe.workflows.StepOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An object store that is down at the deadline is retried, and everyone can see it. */
class OverdueTest {
  private static final SweeperSettings SETTINGS =
      new SweeperSettings(Duration.ofMinutes(1), Duration.ofMinutes(2));

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  @TempDir Path folder;
  private final MetricRegistry metrics = new MetricRegistry();
  private @Nullable LyingStore store;
  private TestStorage storage;
  private Sweeper sweeper;
  private HealthCheck health;

  @BeforeEach
  void open() {
    storage =
        new TestStorage(
            LEDGER,
            folder,
            real -> {
              store =
                  new LyingStore(real) {
                    @Override
                    public boolean delete(String name) throws IOException {
                      if (lies()) {
                        throw new IOException("the store is down");
                      }
                      return super.delete(name);
                    }
                  };
              return store;
            });
    sweeper =
        new Sweeper(
            Sweeps.byLedger(
                SETTINGS,
                StepOptions.SECOND_LOOK_AFTER,
                storage.stores(),
                List.of(),
                metrics,
                storage.clock()),
            SETTINGS.every(),
            metrics);
    health = new ErasureHealth(storage.stores().openErasures(), SETTINGS.grace(), storage.clock());
  }

  @Test
  void anOverdueErasureIsSeenUntilTheStoreAnswersAgain() {
    JobId job = storage.preparingJob(new byte[100]);
    sweeper.round();
    assertThat(gauge("lethe.erasures.overdue")).isZero();
    assertThat(health.execute().isHealthy()).isTrue();

    storage.clock().advance(Duration.ofHours(4).plusMinutes(10));
    sweeper.round();
    sweeper.round();
    assertThat(gauge("lethe.erasures.overdue")).isEqualTo(1);
    assertThat(gauge("lethe.erasures.overdue.oldest.seconds")).isEqualTo(600);
    assertThat(metrics.counter("lethe.sweeper.unconfirmed-erasures.failed").getCount())
        .isEqualTo(2);
    assertThat(health.execute().isHealthy()).isFalse();
    assertThat(health.execute().getMessage())
        .startsWith("Degraded: 1 erasures are overdue, the oldest for PT10M. Look at")
        .doesNotContain(job.toString());

    store.beHonest();
    sweeper.round();
    assertThat(gauge("lethe.erasures.overdue")).isZero();
    assertThat(gauge("lethe.erasures.overdue.oldest.seconds")).isZero();
    assertThat(health.execute().isHealthy()).isTrue();
    assertThat(storage.stores().erasures().receipt(job)).isPresent();
  }

  private long gauge(String name) {
    return (Long) metrics.getGauges().get(name).getValue();
  }
}
