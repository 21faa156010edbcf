package io.lethe.storage.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Prompt;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import io.lethe.storage.video.OrderResult.ConsentMissing;
import io.lethe.storage.video.OrderResult.KeyUsedForAnotherOrder;
import io.lethe.storage.video.OrderResult.OrderInFlight;
import io.lethe.storage.video.OrderResult.Ordered;
import io.lethe.storage.video.OrderResult.SameOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class JobsOrderTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  private static final IdempotencyKey KEY = new IdempotencyKey("attempt-1");

  @TempDir Path folder;
  private TestStorage storage;
  private Jobs jobs;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    jobs = storage.stores().jobs();
  }

  @Test
  void ordersAJobThatAwaitsItsUpload() {
    NewJob order = storage.order(storage.consentingSubject());

    Job job = ((Ordered) jobs.order(order, null, Quota.UNLIMITED)).job();

    assertThat(job.id()).isEqualTo(order.id());
    assertThat(job.state()).isEqualTo(JobState.AWAITING_UPLOAD);
    assertThat(job.orderedAt()).isEqualTo(TestStorage.START);
    assertThat(job.eraseBy()).isEqualTo(TestStorage.START.plus(Duration.ofHours(4)));
    assertThat(job.model()).isEqualTo(TestStorage.MODEL);
    assertThat(job.durationSeconds()).isEqualTo(5);
    assertThat(job.guarded()).isFalse();
    assertThat(job.ending()).isNull();
    assertThat(job.uploaded()).isEmpty();
    assertThat(jobs.find(order.subject(), job.id())).contains(job);
    assertThat(jobs.prompt(job.id()).words()).isEqualTo(TestStorage.PROMPT);
    assertThat(jobs.events(job.id(), 0))
        .extracting(JobEvent::state)
        .containsExactly(JobState.AWAITING_UPLOAD);
  }

  @Test
  void storesNothingWithoutConsent() {
    NewJob order = storage.order(storage.newSubject());

    OrderResult result = jobs.order(order, KEY, Quota.UNLIMITED);

    assertThat(result)
        .isEqualTo(new ConsentMissing(storage.stores().notices().current(Purpose.AI_PROCESSING)));
    assertThat(jobs.find(order.id())).isEmpty();
    assertThat(count("SELECT count(*) FROM idempotency_keys WHERE job_id = ?", order.id()))
        .isZero();
    assertThat(count("SELECT count(*) FROM keys WHERE job_id = ?", order.id())).isZero();
  }

  @Test
  void orderingAgainWithTheSameKeyGivesTheSameJob() {
    SubjectId subject = storage.consentingSubject();
    Job first = ordered(subject);
    jobs.guarded(first.id());

    OrderResult again = jobs.order(storage.order(subject), KEY, Quota.UNLIMITED);

    assertThat(again).isEqualTo(new SameOrder(jobs.find(first.id()).orElseThrow()));
    assertThat(jobs.list(subject, null, 10).jobs()).hasSize(1);
  }

  @Test
  void orderingSomethingElseWithTheSameKeyIsRefused() {
    SubjectId subject = storage.consentingSubject();
    jobs.guarded(ordered(subject).id());
    NewJob same = storage.order(subject);
    NewJob other =
        new NewJob(
            same.id(),
            subject,
            same.model(),
            5,
            new Prompt("Another prompt"),
            same.roles(),
            same.parameters(),
            same.eraseBy());

    assertThat(jobs.order(other, KEY, Quota.UNLIMITED)).isEqualTo(new KeyUsedForAnotherOrder());
    assertThat(jobs.list(subject, null, 10).jobs()).hasSize(1);
  }

  @Test
  void keysOfDifferentSubjectsAreDifferentKeys() {
    jobs.guarded(ordered(storage.consentingSubject()).id());

    assertThat(jobs.order(storage.order(storage.consentingSubject()), KEY, Quota.UNLIMITED))
        .isInstanceOf(Ordered.class);
  }

  @Test
  void anOrderUnderWayIsNotStartedTwice() {
    SubjectId subject = storage.consentingSubject();
    ordered(subject);

    assertThat(jobs.order(storage.order(subject), KEY, Quota.UNLIMITED))
        .isEqualTo(new OrderInFlight());
  }

  @Test
  void anOrderThatBrokeOffIsFinishedByWhoeverRepeatsIt() {
    SubjectId subject = storage.consentingSubject();
    Job first = ordered(subject);
    storage.clock().advance(Orders.IN_FLIGHT_AT_MOST);

    assertThat(jobs.order(storage.order(subject), KEY, Quota.UNLIMITED))
        .isEqualTo(new SameOrder(first));
  }

  @Test
  void anExpiredKeyStandsForANewOrder() {
    SubjectId subject = storage.consentingSubject();
    Job first = ordered(subject);
    jobs.guarded(first.id());
    storage.clock().advance(TestStorage.IDEMPOTENCY_KEPT);

    assertThat(jobs.order(storage.order(subject), KEY, Quota.UNLIMITED))
        .isInstanceOf(Ordered.class);
  }

  @Test
  void expiredKeysAreDeletedAsOrdersComeIn() {
    Job old = ordered(storage.consentingSubject());
    storage.clock().advance(TestStorage.IDEMPOTENCY_KEPT);

    ordered(storage.consentingSubject());

    assertThat(count("SELECT count(*) FROM idempotency_keys WHERE job_id = ?", old.id())).isZero();
  }

  @Test
  void aRepeatedOrderOfAnErasedJobAnswersWithThatJob() {
    SubjectId subject = storage.consentingSubject();
    Job first = ordered(subject);
    jobs.guarded(first.id());
    storage.stores().erasures().begin(first.id(), Ending.of(Outcome.CANCELLED));

    OrderResult again = jobs.order(storage.order(subject), KEY, Quota.UNLIMITED);

    assertThat(again).isInstanceOf(SameOrder.class);
    assertThat(((SameOrder) again).job().state()).isEqualTo(JobState.ERASING);
    assertThat(
            count(
                "SELECT count(request_digest) FROM idempotency_keys WHERE job_id = ?", first.id()))
        .isZero();
  }

  @Test
  void ofOrdersThatComeAtOnceOneIsMade() throws Exception {
    SubjectId subject = storage.consentingSubject();
    int requests = 8;
    ExecutorService threads = Executors.newFixedThreadPool(requests);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<OrderResult>> results = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        NewJob order = storage.order(subject);
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return jobs.order(order, KEY, Quota.UNLIMITED);
                }));
      }
      start.countDown();
      List<OrderResult> done = new ArrayList<>();
      for (Future<OrderResult> result : results) {
        done.add(result.get());
      }
      assertThat(done).filteredOn(Ordered.class::isInstance).hasSize(1);
      assertThat(done).filteredOn(OrderInFlight.class::isInstance).hasSize(requests - 1);
      assertThat(jobs.list(subject, null, 10).jobs()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anAbandonedOrderWasNeverMade() {
    SubjectId subject = storage.consentingSubject();
    Job first = ordered(subject);

    jobs.abandonOrder(first.id());

    assertThat(jobs.find(first.id())).isEmpty();
    assertThat(count("SELECT count(*) FROM keys WHERE job_id = ?", first.id())).isZero();
    assertThat(count("SELECT count(*) FROM events WHERE job_id = ?", first.id())).isZero();
    assertThat(jobs.order(storage.order(subject), KEY, Quota.UNLIMITED))
        .isInstanceOf(Ordered.class);
  }

  @Test
  void aGuardedJobIsLeftToItsGuardian() {
    Job job = ordered(storage.consentingSubject());
    jobs.guarded(job.id());

    jobs.abandonOrder(job.id());

    assertThat(jobs.find(job.id())).isPresent();
  }

  private Job ordered(SubjectId subject) {
    return ((Ordered) jobs.order(storage.order(subject), KEY, Quota.UNLIMITED)).job();
  }

  private static long count(String sql, JobId job) {
    return LEDGER
        .jdbi()
        .withHandle(handle -> handle.select(sql, job.value()).mapTo(Long.class).one());
  }
}
