package io.lethe.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.lethe.domain.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuotaTest {
  private static final String KEY = "Idempotency-Key";

  @RegisterExtension
  static final RunningApi API =
      new RunningApi(Map.of("videos.quota.atOnce", "2", "videos.quota.perDay", "4"));

  @Test
  void refusesAThirdAtOnceAndSaysWhenToComeBack() {
    Caller subject = API.consentingSubject();
    subject.order();
    String second = subject.orderedAddress();
    Answer refused = subject.order();

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.problem()).isEqualTo("quota-reached");
    assertThat(refused.text("/limit")).isEqualTo("AT_ONCE");
    assertThat(refused.text("/most")).isEqualTo("2");
    assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(10L, 300L);

    API.workers().beginErasure(jobOf(second), null);
    assertThat(subject.order().status()).isEqualTo(201);
  }

  @Test
  void refusesMoreThanADaysShareUntilTheOldestIsADayOld() {
    Caller subject = API.consentingSubject();
    for (int i = 0; i < 4; i++) {
      API.workers().beginErasure(jobOf(subject.orderedAddress()), null);
    }
    Answer refused = subject.order();

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("/limit")).isEqualTo("PER_DAY");
    assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(86_000L, 86_400L);
  }

  @Test
  void anOrderThatIsRepeatedIsAnsweredThoughTheQuotaIsUsedUp() {
    Caller subject = API.consentingSubject();
    subject.order();
    Answer first = subject.post("/v1/videos", Caller.ORDER, KEY, "a-key");
    Answer again = subject.post("/v1/videos", Caller.ORDER, KEY, "a-key");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text("/id")).isEqualTo(first.text("/id"));
  }

  @Test
  void oneSubjectsJobsDoNotCountAgainstAnother() {
    Caller one = API.consentingSubject();
    one.order();
    one.order();

    assertThat(API.consentingSubject().order().status()).isEqualTo(201);
  }

  @Test
  void ofManyOrdersAtOnceNoMoreThanTheQuotaGetThrough() throws Exception {
    Caller subject = API.consentingSubject();
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> orders = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        orders.add(() -> subject.order().status());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> status : callers.invokeAll(orders)) {
        statuses.add(status.get());
      }
      assertThat(statuses).containsOnly(201, 429);
      assertThat(statuses.stream().filter(status -> status == 201)).hasSize(2);
    } finally {
      callers.shutdownNow();
    }
  }

  private static JobId jobOf(String address) {
    return JobId.of(address.replaceFirst(".*/", ""));
  }
}
