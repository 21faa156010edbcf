package io.lethe.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.bench.crash.Wish.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A crash test whose counts can't rise would be worth nothing: each rises here. */
final class EvidenceTest {
  private static final Instant ERASE_BY = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofMinutes(3);

  @Test
  void findsNothingWrongWithAJobThatWasDeliveredAndErased() {
    assertThat(faults(whole(), job("DELIVERED", null), List.of("a"))).isEmpty();
    assertThat(faults(wish(Plan.COLLECT), job("FAILED", "SUBMISSION_UNKNOWN"), List.of("a")))
        .isEmpty();
    assertThat(faults(wish(Plan.CANCEL), job("CANCELLED", null), List.of("a"))).isEmpty();
    assertThat(faults(wish(Plan.NEVER_UPLOAD), job("ABANDONED", null), List.of())).isEmpty();
  }

  @Test
  void countsWhatFalWasToldTwice() {
    assertThat(faults(whole(), job("DELIVERED", null), List.of("a", "b")))
        .containsExactly(Fault.DOUBLE_SUBMIT);
  }

  @Test
  void countsWhatTheJournalDoesNotKnow() {
    LedgerJob job =
        new LedgerJob("1", "ERASED", "CANCELLED", null, ERASE_BY, ERASE_BY, 0, 0, List.of());

    assertThat(faults(wish(Plan.CANCEL), job, List.of("a")))
        .containsExactly(Fault.UNJOURNALLED_SUBMIT);
  }

  @Test
  void countsAnotherJobsVideo() {
    assertThat(faults(whole(), job("DELIVERED", null), List.of("b")))
        .containsExactly(Fault.FOREIGN_VIDEO);
  }

  @Test
  void countsAVideoThatWasPaidForAndNeverCame() {
    assertThat(faults(wish(Plan.COLLECT), job("DELIVERED", null), List.of("a")))
        .containsExactly(Fault.LOST_VIDEO);
    assertThat(faults(wish(Plan.COLLECT), job("FAILED", "INTERNAL"), List.of("a")))
        .containsExactly(Fault.LOST_VIDEO);
    assertThat(faults(wish(Plan.COLLECT), job("CANCELLED", null), List.of("a")))
        .containsExactly(Fault.LOST_VIDEO);
  }

  @Test
  void countsWhatIsLeftAndWhatIsLate() {
    LedgerJob late =
        new LedgerJob(
            "1",
            "ERASING",
            "DELIVERED",
            null,
            ERASE_BY,
            ERASE_BY.plus(GRACE).plusSeconds(1),
            1,
            1,
            List.of("a"));

    assertThat(new Evidence(whole(), late, List.of("a"), true, true).faults(GRACE))
        .containsExactlyInAnyOrder(
            Fault.BYTES_LEFT, Fault.KEY_OR_VALUE_LEFT, Fault.OPEN, Fault.NO_RECEIPT);
    assertThat(new Evidence(null, null, List.of(), false, true).faults(GRACE))
        .containsExactly(Fault.BYTES_LEFT);
  }

  @Test
  void countsAnAppThatGotNoSensibleAnswer() {
    Wish alone = new Wish("A smile", Plan.NEVER_UPLOAD);
    alone.end("an order was answered 400");

    assertThat(faults(alone, job("ABANDONED", null), List.of()))
        .containsExactly(Fault.APP_LEFT_ALONE);
  }

  private static Set<Fault> faults(Wish wish, LedgerJob job, List<String> submissions) {
    return new Evidence(wish, job, submissions, !submissions.isEmpty(), false).faults(GRACE);
  }

  private static Wish whole() {
    Wish wish = wish(Plan.COLLECT);
    wish.haveWhole();
    return wish;
  }

  private static Wish wish(Plan plan) {
    Wish wish = new Wish("A smile", plan);
    wish.end(null);
    return wish;
  }

  /** Erased in time; what was sent, was taken as "a". */
  private static LedgerJob job(String outcome, @Nullable String reason) {
    List<String> requests =
        outcome.equals("ABANDONED") || reason != null ? List.of() : List.of("a");
    return new LedgerJob("1", "ERASED", outcome, reason, ERASE_BY, ERASE_BY, 0, 1, requests);
  }
}
