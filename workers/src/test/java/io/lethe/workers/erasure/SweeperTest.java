package io.lethe.workers.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.lethe.storage.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SweeperTest {
  private final MetricRegistry metrics = new MetricRegistry();

  @Test
  void aSweepThatFailsDoesNotStopTheOthers() {
    Sweep failing =
        Sweep.of(
            "failing",
            () -> {
              throw new IllegalStateException();
            });
    sweeper(Duration.ofHours(1), failing, Sweep.of("working", () -> 3)).round();

    assertThat(count("failing.failed")).isEqualTo(1);
    assertThat(count("working.erased")).isEqualTo(3);
  }

  @Test
  void whatWasErasedBeforeAFailureIsCountedToo() {
    Sweep half =
        Sweep.of(
            "half",
            () ->
                OneByOne.each(
                    List.of(1, 0, 2),
                    number -> {
                      if (number == 0) {
                        throw new IllegalStateException();
                      }
                    }));
    sweeper(Duration.ofHours(1), half).round();

    assertThat(count("half.erased")).isEqualTo(2);
    assertThat(count("half.failed")).isEqualTo(1);
  }

  @Test
  void goesOnRoundAfterRoundAlsoAfterAFailure() throws Exception {
    CountDownLatch rounds = new CountDownLatch(3);
    Sweep failing =
        Sweep.of(
            "failing",
            () -> {
              rounds.countDown();
              throw new IllegalStateException();
            });
    Sweeper sweeper = sweeper(Duration.ofMillis(5), failing);
    sweeper.start();

    assertThat(rounds.await(20, TimeUnit.SECONDS)).isTrue();
    sweeper.stop();
  }

  @Test
  void whatCostsMuchIsDoneInTheFirstRoundAndThenSeldom() {
    SettableClock clock = new SettableClock(Instant.EPOCH);
    Sweep seldom = new SeldomSweep(Sweep.of("dear", () -> 1), Duration.ofMinutes(10), clock);

    assertThat(seldom.sweep()).isEqualTo(1);
    assertThat(seldom.sweep()).isZero();
    clock.advance(Duration.ofMinutes(10));
    assertThat(seldom.sweep()).isEqualTo(1);
  }

  private Sweeper sweeper(Duration every, Sweep... sweeps) {
    return new Sweeper(List.of(sweeps), every, metrics);
  }

  private long count(String metric) {
    return metrics.counter("lethe.sweeper." + metric).getCount();
  }
}
