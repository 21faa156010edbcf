package io.lethe.bench;

import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * As many activities and local activities as a job's two workflows have together, and nothing else.
 */
@WorkflowInterface
public interface BareWorkflow {
  /** Sanitise, submit, fetch. */
  int ACTIVITIES = 3;

  /** Consent, early erasure and receipt; begin, bytes, receipt and second look. */
  int LOCAL_ACTIVITIES = 7;

  @WorkflowMethod
  void run();

  /** Does nothing. */
  @ActivityInterface
  interface Steps {
    void step();
  }
}
