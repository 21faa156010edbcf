package io.lethe.workflows.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.workflows.EndingFailure;
import io.lethe.workflows.RecordingSteps;
import io.lethe.workflows.StepOptions;
import io.lethe.workflows.WorkflowIds;
import io.lethe.workflows.WorkflowsExtension;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoWorkflowTest {
  @RegisterExtension final WorkflowsExtension workflows = new WorkflowsExtension();

  @Test
  void deliversAndErasesWhenAllGoesWell() {
    WorkflowStub guardian = workflows.startGuardian();
    WorkflowStub video = workflows.upload();
    workflows.collect();

    assertThat(video.getResult(Ending.class)).isEqualTo(Ending.of(Outcome.DELIVERED));
    guardian.getResult(String.class);
    assertThat(steps().steps())
        .containsExactly(
            "requireConsent",
            "sanitise",
            "submit",
            "fetchVideo",
            "eraseUploads",
            "tellGuardian",
            "beginErasure",
            "eraseBytes",
            "issueReceipt",
            "awaitReceipt",
            "lookAgain");
  }

  @Test
  void erasesTheVideoWhenNobodyCollectsItWithinTheWindow() {
    workflows.startGuardian();
    Instant ordered = workflows.now();
    WorkflowStub video = workflows.upload();

    assertThat(video.getResult(Ending.class)).isEqualTo(Ending.of(Outcome.UNCOLLECTED));
    assertThat(Duration.between(ordered, workflows.now()))
        .isBetween(
            WorkflowsExtension.DELIVERY_WINDOW,
            WorkflowsExtension.DELIVERY_WINDOW.plus(StepOptions.SECOND_LOOK_AFTER).plusMinutes(5));
    assertThat(steps().steps()).contains("issueReceipt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sanitise", "submit", "fetchVideo"})
  void erasesWhenAStepEndsTheJob(String step) {
    Ending refused = Ending.of(Outcome.REFUSED, Reason.CONTENT_POLICY);
    steps().fail(step, EndingFailure.of(refused));
    workflows.startGuardian();

    assertThat(workflows.upload().getResult(Ending.class)).isEqualTo(refused);
    assertThat(steps().endingOf(workflows.job())).isEqualTo(refused);
    assertThat(steps().steps()).contains("beginErasure", "eraseBytes", "issueReceipt");
  }

  @Test
  void sendsNothingWithoutConsent() {
    steps().fail("requireConsent", EndingFailure.of(Ending.of(Outcome.CONSENT_WITHDRAWN)));
    workflows.startGuardian();

    assertThat(workflows.upload().getResult(Ending.class).outcome())
        .isEqualTo(Outcome.CONSENT_WITHDRAWN);
    assertThat(steps().steps()).doesNotContain("sanitise", "submit").contains("issueReceipt");
  }

  @Test
  void erasesWhenTheProviderStaysAway() {
    steps().fail("submit", ApplicationFailure.newFailure("connection refused", "UNREACHABLE"));
    workflows.startGuardian();

    assertThat(workflows.upload().getResult(Ending.class))
        .isEqualTo(Ending.failed(Reason.PROVIDER_UNAVAILABLE));
    assertThat(steps().steps()).contains("issueReceipt");
  }

  @Test
  void erasesWhenTheRenderingTakesTooLong() {
    steps().neverReady();
    workflows.startGuardian();
    Instant ordered = workflows.now();

    assertThat(workflows.upload().getResult(Ending.class))
        .isEqualTo(Ending.failed(Reason.RENDER_TIMED_OUT));
    assertThat(Duration.between(ordered, workflows.now()))
        .isLessThan(StepOptions.RENDER_DEADLINE.plusMinutes(15));
    assertThat(steps().steps()).contains("cancelRendering", "issueReceipt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sanitise", "submit", "fetchVideo"})
  void erasesWhenCancelledDuringAStep(String step) throws Exception {
    CountDownLatch begun = steps().blockUntilCancelled(step);
    workflows.startGuardian();
    WorkflowStub video = workflows.upload();
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    video.cancel();

    WorkflowsExtension.awaitCancelled(video);
    assertThat(steps().endingOf(workflows.job())).isEqualTo(Ending.of(Outcome.CANCELLED));
    assertThat(steps().steps()).contains("beginErasure", "eraseBytes", "issueReceipt");
  }

  @Test
  void erasesWhenCancelledWhileItAsksForConsent() throws Exception {
    // The in-memory server gets stuck where a step is cancelled in the moment in which it ends.
    steps().blockUntilCancelled("sanitise");
    erasesWhenCancelledDuring("requireConsent");
  }

  @Test
  void erasesWhenCancelledWhileItErasesTheUpload() throws Exception {
    erasesWhenCancelledDuring("eraseUploads");
  }

  private void erasesWhenCancelledDuring(String step) throws Exception {
    RecordingSteps.Gate gate = steps().holdUp(step);
    steps().readyAtOnce();
    workflows.startGuardian();
    WorkflowStub video = workflows.upload();
    assertThat(gate.begun().await(30, TimeUnit.SECONDS)).isTrue();
    video.cancel();
    gate.let().countDown();

    WorkflowsExtension.awaitCancelled(video);
    assertThat(steps().endingOf(workflows.job())).isEqualTo(Ending.of(Outcome.CANCELLED));
    assertThat(steps().steps()).contains("beginErasure", "eraseBytes", "issueReceipt");
  }

  @Test
  void erasesWhenCancelledWhileItWaitsForItsUpload() {
    workflows.startGuardian();
    WorkflowStub video = workflows.startVideoWithoutUpload();
    workflows.environment().sleep(Duration.ofMinutes(1));
    video.cancel();

    WorkflowsExtension.awaitCancelled(video);
    assertThat(steps().endingOf(workflows.job())).isEqualTo(Ending.of(Outcome.CANCELLED));
    assertThat(steps().steps()).contains("issueReceipt").doesNotContain("requireConsent");
  }

  @Test
  void aCancellationDuringTheErasureChangesNothing() throws Exception {
    RecordingSteps.Gate gate = steps().holdUp("issueReceipt");
    steps().readyAtOnce();
    workflows.startGuardian();
    WorkflowStub video = workflows.upload();
    workflows.collect();
    assertThat(gate.begun().await(60, TimeUnit.SECONDS)).isTrue();
    video.cancel();
    gate.let().countDown();

    WorkflowsExtension.awaitCancelled(video);
    assertThat(steps().endingOf(workflows.job())).isEqualTo(Ending.of(Outcome.DELIVERED));
    assertThat(steps().steps()).contains("issueReceipt", "awaitReceipt");
  }

  @Test
  void erasesWhenCancelledWhileTheProviderRenders() {
    steps().neverReady();
    workflows.startGuardian();
    WorkflowStub video = workflows.upload();
    workflows.environment().sleep(Duration.ofMinutes(2));
    video.cancel();

    WorkflowsExtension.awaitCancelled(video);
    assertThat(steps().endingOf(workflows.job())).isEqualTo(Ending.of(Outcome.CANCELLED));
    assertThat(steps().steps()).contains("cancelRendering", "issueReceipt");
  }

  @Test
  void erasesWhenCancelledWhileTheVideoWaitsToBeCollected() {
    workflows.startGuardian();
    WorkflowStub video = workflows.upload();
    workflows.environment().sleep(Duration.ofMinutes(10));
    assertThat(steps().steps()).contains("eraseUploads").doesNotContain("beginErasure");
    video.cancel();

    WorkflowsExtension.awaitCancelled(video);
    assertThat(steps().endingOf(workflows.job())).isEqualTo(Ending.of(Outcome.CANCELLED));
    assertThat(steps().steps()).contains("issueReceipt");
  }

  @Test
  void deliversEvenWhenTheUploadCantBeErasedEarly() {
    // A local step is retried in real time: this one has used up its tries.
    steps()
        .fail(
            "eraseUploads", ApplicationFailure.newNonRetryableFailure("the store is down", "DOWN"));
    workflows.startGuardian();
    WorkflowStub video = workflows.upload();
    workflows.collect();

    assertThat(video.getResult(Ending.class)).isEqualTo(Ending.of(Outcome.DELIVERED));
  }

  @Test
  void erasesAndFailsWhenThereIsABug() {
    steps().fail("sanitise", ApplicationFailure.newNonRetryableFailure("a bug", "BUG"));
    workflows.startGuardian();

    assertThat(workflows.upload().getResult(Ending.class))
        .isEqualTo(Ending.failed(Reason.INTERNAL));
    assertThat(steps().steps()).contains("issueReceipt");
  }

  @Test
  void goesOnAfterAMachineThatWasTooBusyForASecond() {
    workflows.interference().holdUpOnce();
    workflows.startGuardian();
    WorkflowStub video = workflows.upload();
    workflows.collect();

    assertThat(video.getResult(Ending.class)).isEqualTo(Ending.of(Outcome.DELIVERED));
    assertThat(workflows.interference().hasHappened()).isTrue();
  }

  @Test
  void erasesAndFailsWhenTheWorkflowItselfHasABug() {
    workflows.interference().throwOnce();
    workflows.startGuardian();
    WorkflowStub video = workflows.upload();

    assertThatThrownBy(() -> video.getResult(Ending.class))
        .isInstanceOf(WorkflowFailedException.class)
        .hasStackTraceContaining("a bug");
    assertThat(steps().steps()).contains("issueReceipt").doesNotContain("submit");
  }

  @Test
  void needsFewEventsHoweverLongTheRenderingTakes() {
    workflows.startGuardian();
    WorkflowStub video = workflows.upload();
    workflows.collect();
    video.getResult(Ending.class);

    assertThat(workflows.historyOf(WorkflowIds.video(workflows.job())).getEvents())
        .hasSizeLessThanOrEqualTo(50);
  }

  private RecordingSteps steps() {
    return workflows.steps();
  }
}
