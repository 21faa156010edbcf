package io.lethe.workflows.rights;

import io.lethe.domain.rights.RequestId;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Answers one request by right, under {@link io.lethe.workflows.WorkflowIds#rights}.
 *
 * <p>It decides nothing and remembers nothing: whether a request is verified, cleared, held or
 * taken back, and when it is due, stands in the ledger, and is read anew each time something
 * changed or a date has come. So it can be started again at any time, and goes on from where the
 * request is.
 *
 * <p>Guarantees: while a request is open its clock runs, also while it is being carried out and
 * that fails; a step that fails is repeated without end, and the request stays open until each has
 * succeeded.
 */
@WorkflowInterface
public interface RightsWorkflow {

  /** Ends once the request is closed. */
  @WorkflowMethod(name = "Rights")
  void answer(RequestId request);

  /** Something about the request changed in the ledger. Repeating it changes nothing. */
  @SignalMethod
  void changed();
}
