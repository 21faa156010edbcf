package io.lethe.workflows.rights;

import io.lethe.domain.rights.RequestId;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What is done about requests that erase nothing. Each may be repeated at any time. */
@ActivityInterface
public interface AnswerActivities {

  /** Streams all that is kept of the subject into an access package, and fulfils the request. */
  @ActivityMethod
  void prepareAccess(RequestId request);

  /**
   * Puts right what the request names, and fulfils it; not done, to be retried, while a new address
   * waits to be confirmed.
   */
  @ActivityMethod
  void correct(RequestId request);

  /** No marketing from now on; the request is fulfilled. */
  @ActivityMethod
  void stopMarketing(RequestId request);
}
