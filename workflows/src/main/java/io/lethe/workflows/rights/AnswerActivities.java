package io.lethe.workflows.rights;

import io.lethe.domain.rights.RequestId;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What is done about a request for access. It may be repeated at any time. */
@ActivityInterface
public interface AnswerActivities {

  /** Streams all that is kept of the subject into an access package, and fulfils the request. */
  @ActivityMethod
  void prepareAccess(RequestId request);
}
