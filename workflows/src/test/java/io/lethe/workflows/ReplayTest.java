package io.lethe.workflows;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.lethe.workflows.erasure.ErasureWorkflowImpl;
import io.lethe.workflows.rights.RightsWorkflowImpl;
import io.lethe.workflows.video.VideoWorkflowImpl;
import io.temporal.testing.WorkflowReplayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Histories of jobs and requests as a real server wrote them: whatever is changed in the workflows,
 * those that are open when it is deployed have to go on. A history that no longer replays is not
 * replaced by a new one; the change has to be made in a version.
 */
class ReplayTest {

  @ParameterizedTest
  @ValueSource(strings = {"video-delivered", "video-refused", "video-cancelled-while-rendering"})
  void videosThatAreOpenGoOn(String history) {
    assertThatCode(
            () ->
                WorkflowReplayer.replayWorkflowExecutionFromResource(
                    "histories/" + history + ".json", VideoWorkflowImpl.class))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = "erasure-after-delivery")
  void guardiansThatWaitGoOn(String history) {
    assertThatCode(
            () ->
                WorkflowReplayer.replayWorkflowExecutionFromResource(
                    "histories/" + history + ".json", ErasureWorkflowImpl.class))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rights-access", "rights-correction", "rights-deletion"})
  void requestsThatAreOpenGoOn(String history) {
    assertThatCode(
            () ->
                WorkflowReplayer.replayWorkflowExecutionFromResource(
                    "histories/" + history + ".json", RightsWorkflowImpl.class))
        .doesNotThrowAnyException();
  }
}
