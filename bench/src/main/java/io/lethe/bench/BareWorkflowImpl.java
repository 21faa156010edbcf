package io.lethe.bench;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public final class BareWorkflowImpl implements BareWorkflow {
  private final Steps steps =
      Workflow.newActivityStub(
          Steps.class,
          ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(30)).build());
  private final Steps localSteps =
      Workflow.newLocalActivityStub(
          Steps.class,
          LocalActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(30)).build());

  @Override
  public void run() {
    for (int i = 0; i < ACTIVITIES; i++) {
      steps.step();
    }
    for (int i = 0; i < LOCAL_ACTIVITIES; i++) {
      localSteps.step();
    }
  }
}
