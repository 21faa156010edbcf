package io.lethe.workers.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** No workflow runs here: what is erased, the ledger alone has driven. */
class UnconfirmedErasuresTest {
  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final Duration SECOND_LOOK_OVERDUE = Duration.ofMinutes(9);

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  @TempDir Path folder;
  private TestStorage storage;
  private Sweep sweep;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    sweep =
        new UnconfirmedErasures(
            storage.stores().openErasures(), storage.stores().erasures(), GRACE, storage.clock());
    // What other tests left.
    sweep.sweep();
  }

  @Test
  void erasesAJobThatNobodyErasedByItsDeadline() throws Exception {
    JobId job = storage.preparingJob(new byte[100]);
    storage.clock().advance(Duration.ofHours(4).plus(GRACE).plusSeconds(1));

    assertThat(sweep.sweep()).isEqualTo(1);
    assertThat(stateOf(job)).isEqualTo(JobState.ERASED);
    assertThat(storage.stores().erasures().receipt(job)).isPresent();
    assertThat(storage.objects().list("jobs/" + job + "/")).isEmpty();
  }

  @Test
  void leavesAJobToItsGuardianUntilTheGraceIsOver() {
    JobId job = storage.preparingJob(new byte[100]);
    storage.clock().advance(Duration.ofHours(4).plusSeconds(1));

    assertThat(sweep.sweep()).isZero();
    assertThat(stateOf(job)).isEqualTo(JobState.PREPARING);
  }

  @Test
  void finishesAnErasureThatWasBegunAndLeft() {
    JobId job = storage.preparingJob(new byte[100]);
    storage.stores().erasures().begin(job, Ending.of(Outcome.CANCELLED));
    storage.clock().advance(GRACE.plusSeconds(1));

    assertThat(sweep.sweep()).isEqualTo(1);
    assertThat(stateOf(job)).isEqualTo(JobState.ERASED);
    assertThat(storage.stores().jobs().find(job).orElseThrow().ending())
        .isEqualTo(Ending.of(Outcome.CANCELLED));
  }

  @Test
  void manySweepersAtOnceAreOneErasure() {
    List<JobId> jobs = IntStream.range(0, 20).mapToObj(i -> storage.preparingJob(bytes())).toList();
    storage.clock().advance(Duration.ofHours(5));
    List<CompletableFuture<Long>> rounds =
        IntStream.range(0, 4).mapToObj(i -> CompletableFuture.supplyAsync(sweep::sweep)).toList();

    assertThat(rounds).allMatch(round -> round.join() >= 0);
    assertThat(jobs).allMatch(job -> stateOf(job) == JobState.ERASED);
  }

  @Test
  void looksAgainWhereTheGuardianDidNotComeBack() throws Exception {
    Sweep looks =
        new SecondLooks(
            storage.stores().openErasures(),
            storage.stores().erasures(),
            SECOND_LOOK_OVERDUE,
            storage.clock());
    JobId job = storage.preparingJob(bytes());
    storage.clock().advance(Duration.ofHours(5));
    new Sweeper(List.of(sweep), Duration.ofHours(1), new MetricRegistry()).round();
    storage.objects().put("jobs/" + job + "/late", out -> out.write(1));

    assertThat(looks.sweep()).isZero();
    storage.clock().advance(SECOND_LOOK_OVERDUE.plusSeconds(1));
    assertThat(looks.sweep()).isPositive();
    assertThat(storage.objects().list("jobs/" + job + "/")).isEmpty();
    assertThat(looks.sweep()).isZero();
  }

  private JobState stateOf(JobId job) {
    return storage.stores().jobs().find(job).orElseThrow().state();
  }

  private static byte[] bytes() {
    return new byte[100];
  }
}
