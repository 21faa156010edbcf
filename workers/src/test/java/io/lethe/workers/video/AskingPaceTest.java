package io.lethe.workers.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AskingPaceTest {

  @Test
  void asksEverySecondAtFirst() {
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(AskingPace::after))
        .containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void thenSlowsDownFromTwoToFifteenSeconds() {
    assertThat(IntStream.rangeClosed(6, 12).mapToObj(AskingPace::after).map(Duration::toMillis))
        .containsExactly(2_000L, 3_000L, 4_500L, 6_750L, 10_125L, 15_000L, 15_000L);
    assertThat(AskingPace.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(15));
  }
}
