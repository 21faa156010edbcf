package io.lethe.workflows.erasure.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What holds on every path of the protocol; and, so that this says something, that it does not hold
 * once a guard is left out.
 */
class ErasureProtocolTest {
  private static final Set<Mishap> EVERYTHING_GOES_WRONG = EnumSet.allOf(Mishap.class);

  /** All that can happen with every guard in place. */
  private static Exploration all;

  @BeforeAll
  static void walkThroughEverything() {
    all = explore(EnumSet.allOf(Guard.class), EVERYTHING_GOES_WRONG);
    System.out.println("the erasure protocol: " + all.size() + " worlds were looked at");
  }

  @Test
  void everyJobEndsErasedWhateverGoesWrong() {
    assertThat(all.size()).isGreaterThan(10_000);
    assertThat(all.trapBefore(World::isForgotten)).isEmpty();
  }

  @Test
  void noReceiptPrecedesAbsence() {
    assertThat(all.violationOf(world -> world.evidence().receiptSawAbsence())).isEmpty();
    assertThat(all.violationOf(ErasureProtocolTest::receiptMeansNoKey)).isEmpty();
  }

  @Test
  void nothingBecomesVisibleAfterTheTombstone() {
    assertThat(all.violationOf(world -> !world.evidence().cameBack())).isEmpty();
  }

  @Test
  void theLastStepAloneIsEnoughIfNobodyTerminatesAnything() {
    Exploration found =
        explore(without(Guard.DEADLINE, Guard.SWEEPER), Set.of(Mishap.WRITER_KILLED));
    assertThat(found.trapBefore(World::isForgotten)).isEmpty();
  }

  @Test
  void theDeadlineAloneIsEnoughIfTheWorkflowIsTerminated() {
    Exploration found =
        explore(
            without(Guard.LAST_STEP, Guard.SWEEPER),
            Set.of(Mishap.VIDEO_TERMINATED, Mishap.WRITER_KILLED));
    assertThat(found.trapBefore(World::isForgotten)).isEmpty();
  }

  @Test
  void theSweeperAloneIsEnoughIfTemporalIsGone() {
    Exploration found =
        explore(without(Guard.LAST_STEP, Guard.DEADLINE, Guard.SECOND_LOOK), EVERYTHING_GOES_WRONG);
    assertThat(found.trapBefore(World::isForgotten)).isEmpty();
  }

  @Test
  void withoutSweeperTwoTerminationsLoseAJob() {
    Exploration found = explore(without(Guard.SWEEPER), EVERYTHING_GOES_WRONG);
    assertThat(found.trapBefore(World::isForgotten)).isPresent();
  }

  @Test
  void withoutSecondLookAKilledWriterLeavesBytes() {
    Exploration found =
        explore(without(Guard.SWEEPER, Guard.SECOND_LOOK), Set.of(Mishap.WRITER_KILLED));
    assertThat(found.trapBefore(World::isForgotten)).isPresent();
  }

  @Test
  void withoutDestroyedKeyAReceiptMeansLittle() {
    Exploration found = explore(without(Guard.KEY_DESTROYED), Set.of());
    assertThat(found.violationOf(ErasureProtocolTest::receiptMeansNoKey)).isPresent();
  }

  @Test
  void withoutReadingBackAReceiptIsWrittenOverALateWriter() {
    Exploration found = explore(without(Guard.READ_BACK), Set.of());
    assertThat(found.violationOf(world -> world.evidence().receiptSawAbsence())).isPresent();
  }

  @Test
  void withoutTombstoneAfterTheWriteALateWriterBringsDataBack() {
    Exploration found = explore(without(Guard.TOMBSTONE_AFTER_WRITE), Set.of());
    assertThat(found.violationOf(world -> !world.evidence().cameBack())).isPresent();
  }

  @Test
  void withoutTombstoneOutsideARestoredJobWaitsForItsDeadline() {
    Exploration found = explore(without(Guard.TOMBSTONE_OUTSIDE), Set.of(Mishap.LEDGER_RESTORED));
    assertThat(found.trapBefore(World::isForgotten)).isPresent();
  }

  /** Spares work that would be undone; what makes it certain is the look after the write. */
  @Test
  void theTombstoneBeforeTheWriteIsThereForSpeedOnly() {
    Exploration found = explore(without(Guard.TOMBSTONE_BEFORE_WRITE), EVERYTHING_GOES_WRONG);
    assertThat(found.trapBefore(World::isForgotten)).isEmpty();
    assertThat(found.violationOf(world -> !world.evidence().cameBack())).isEmpty();
  }

  @Test
  void eachMishapIsReallyTried() {
    assertThat(all.moves())
        .contains(
            "the workflow is terminated",
            "the guardian is terminated",
            "upload: is killed",
            "video: is killed",
            "the sweeper is killed",
            "the ledger is restored");
  }

  /** A restored ledger has its keys back until the sweeper comes. */
  private static boolean receiptMeansNoKey(World world) {
    return world.ledger().job() != World.Job.ERASED || !world.ledger().keyExists();
  }

  private static Set<Guard> without(Guard first, Guard... others) {
    return EnumSet.complementOf(EnumSet.of(first, others));
  }

  private static Exploration explore(Set<Guard> guards, Set<Mishap> mishaps) {
    return Exploration.of(new Protocol(guards, mishaps));
  }
}
