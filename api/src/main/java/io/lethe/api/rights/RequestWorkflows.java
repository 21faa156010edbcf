package io.lethe.api.rights;

import io.grpc.StatusRuntimeException;
import io.lethe.api.Patience;
import io.lethe.domain.rights.RequestId;
import io.lethe.workflows.rights.RightsCalls;
import io.temporal.client.WorkflowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the workflow of a request that something changed. What changed stands in the ledger by
 * then, marked as unseen until the workflow looks: where Temporal can't be reached nothing is lost,
 * and the workers wake the workflow once it can.
 */
public final class RequestWorkflows {
  private static final Logger LOG = LoggerFactory.getLogger(RequestWorkflows.class);

  private final RightsCalls calls;
  private final Patience patience;

  public RequestWorkflows(RightsCalls calls, Patience patience) {
    this.calls = calls;
    this.patience = patience;
  }

  /** Returns whether it was told; if not, it will be. */
  public boolean tell(RequestId id) {
    try {
      patience.within(() -> calls.changed(id));
      return true;
    } catch (StatusRuntimeException | WorkflowException away) {
      LOG.warn(
          "The workflow of request {} could not be told of a change; the workers tell it once"
              + " Temporal can be reached.",
          id);
      return false;
    }
  }
}
