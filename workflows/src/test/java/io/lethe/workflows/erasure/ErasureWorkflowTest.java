package io.lethe.workflows.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.workflows.SearchAttributes;
import io.lethe.workflows.StepOptions;
import io.lethe.workflows.WorkflowsExtension;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureWorkflowTest {
  private static final String[] STEPS = {"beginErasure", "eraseBytes", "issueReceipt", "lookAgain"};

  @RegisterExtension final WorkflowsExtension workflows = new WorkflowsExtension();

  @Test
  void erasesAtTheDeadlineWhenNoUploadEverComes() {
    workflows.startGuardian().getResult(String.class);

    assertThat(workflows.steps().steps()).containsExactly(STEPS);
    assertThat(workflows.now())
        .isBetween(
            workflows.eraseBy(),
            workflows.eraseBy().plus(StepOptions.SECOND_LOOK_AFTER).plusSeconds(60));
  }

  @Test
  void erasesAtOnceWhenTold() {
    WorkflowStub guardian = workflows.startGuardian();
    guardian.signal("eraseNow", Ending.of(Outcome.CANCELLED));
    guardian.getResult(String.class);

    assertThat(workflows.steps().steps()).containsExactly(STEPS);
    // At its deadline it would have erased without an ending.
    assertThat(workflows.steps().endingOf(workflows.job())).isEqualTo(Ending.of(Outcome.CANCELLED));
  }

  @Test
  void erasesAtOnceWhenTheJobHasEndedAlready() {
    workflows
        .guardians()
        .videoEnded(workflows.job(), workflows.eraseBy(), Ending.of(Outcome.REFUSED));
    workflows.guardian().getResult(String.class);

    assertThat(workflows.steps().endingOf(workflows.job())).isEqualTo(Ending.of(Outcome.REFUSED));
    assertThat(workflows.steps().steps()).containsExactly(STEPS);
  }

  @Test
  void countsTheFirstEndingOnly() {
    WorkflowStub guardian = workflows.startGuardian();
    guardian.signal("eraseNow", Ending.of(Outcome.CONSENT_WITHDRAWN));
    guardian.signal("eraseNow", Ending.of(Outcome.CANCELLED));
    guardian.getResult(String.class);

    assertThat(workflows.steps().endingOf(workflows.job()))
        .isEqualTo(Ending.of(Outcome.CONSENT_WITHDRAWN));
    assertThat(workflows.steps().steps()).containsExactly(STEPS);
  }

  @Test
  void stopsTheVideoWorkflowWhenToldFromOutside() throws Exception {
    CountDownLatch begun = workflows.steps().blockUntilCancelled("sanitise");
    WorkflowStub guardian = workflows.startGuardian();
    WorkflowStub video = workflows.upload();
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    guardian.signal("eraseNow", Ending.of(Outcome.CONSENT_WITHDRAWN));

    WorkflowsExtension.awaitCancelled(video);
    assertThat(workflows.steps().endingOf(workflows.job()))
        .isEqualTo(Ending.of(Outcome.CONSENT_WITHDRAWN));
    assertThat(workflows.steps().steps()).contains("sanitise cancelled").doesNotContain("submit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"beginErasure", "eraseBytes", "issueReceipt", "lookAgain"})
  void neverEndsWithoutEachStepHoweverOftenItFails(String step) {
    workflows.steps().failTimes(step, 9);
    WorkflowStub guardian = workflows.startGuardian();
    guardian.signal("eraseNow", Ending.of(Outcome.CANCELLED));
    guardian.getResult(String.class);

    assertThat(workflows.steps().steps()).containsExactly(STEPS);
  }

  @ParameterizedTest
  @CsvSource({"beginErasure, OVERDUE", "eraseBytes, OVERDUE", "lookAgain, RETRYING"})
  void operatorsSeeAStepThatFailsPastTheDeadline(String step, String seen) {
    workflows.steps().fail(step, new IllegalStateException());
    WorkflowStub guardian = workflows.startGuardian();
    workflows.environment().sleep(WorkflowsExtension.UNTIL_ERASE_BY.plusMinutes(30));
    assertThat(shownBy(guardian)).isEqualTo(seen);

    workflows.steps().recover(step);
    guardian.getResult(String.class);
    assertThat(shownBy(guardian)).isEqualTo("DONE");
  }

  @Test
  void beforeTheDeadlineAFailingStepIsBeingRetriedOnly() {
    workflows.steps().fail("eraseBytes", new IllegalStateException());
    WorkflowStub guardian = workflows.startGuardian();
    guardian.signal("eraseNow", Ending.of(Outcome.CANCELLED));
    workflows.environment().sleep(Duration.ofMinutes(30));

    assertThat(shownBy(guardian)).isEqualTo("RETRYING");
  }

  private static @Nullable String shownBy(WorkflowStub guardian) {
    return guardian.describe().getTypedSearchAttributes().get(SearchAttributes.ERASURE);
  }

  @Test
  void erasesBeforeItGivesWayToACancellation() {
    WorkflowStub guardian = workflows.startGuardian();
    workflows.environment().sleep(Duration.ofMinutes(1));
    guardian.cancel();
    WorkflowsExtension.awaitCancelled(guardian);

    assertThat(workflows.steps().steps()).containsExactly(STEPS);
  }
}
