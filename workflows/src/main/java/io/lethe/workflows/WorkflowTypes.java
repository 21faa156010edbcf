package io.lethe.workflows;

import io.lethe.workflows.erasure.ErasureActivities;
import io.lethe.workflows.erasure.ErasureWorkflowImpl;
import io.lethe.workflows.rights.AnswerActivities;
import io.lethe.workflows.rights.DeletionActivities;
import io.lethe.workflows.rights.RequestActivities;
import io.lethe.workflows.rights.RightsWorkflowImpl;
import io.lethe.workflows.video.GenerationActivities;
import io.lethe.workflows.video.JobActivities;
import io.lethe.workflows.video.PhotoActivities;
import io.lethe.workflows.video.VideoWorkflowImpl;
import io.temporal.worker.Worker;

/** Which workflow runs where, and with which activities beside it. */
public final class WorkflowTypes {
  private WorkflowTypes() {}

  /** For a worker on {@link TaskQueues#VIDEO}. */
  public static void registerVideo(
      Worker worker, JobActivities jobs, GenerationActivities generation) {
    // No setFailWorkflowExceptionTypes: it would also end a workflow whose worker was slow for a
    // second, because the SDK reports that, too, with an exception.
    worker.registerWorkflowImplementationTypes(VideoWorkflowImpl.class);
    worker.registerActivitiesImplementations(jobs, generation);
  }

  /** For a worker on {@link TaskQueues#PHOTO}. */
  public static void registerPhotos(Worker worker, PhotoActivities photos) {
    worker.registerActivitiesImplementations(photos);
  }

  /**
   * For a worker on {@link TaskQueues#ERASURE}. A guardian is never failed by a bug: its task is
   * retried until it is mended.
   */
  public static void registerErasure(Worker worker, ErasureActivities erasure) {
    worker.registerWorkflowImplementationTypes(ErasureWorkflowImpl.class);
    worker.registerActivitiesImplementations(erasure);
  }

  /** For a worker on {@link TaskQueues#RIGHTS}. As with guardians, no bug fails a request. */
  public static void registerRights(
      Worker worker,
      RequestActivities requests,
      DeletionActivities deletion,
      AnswerActivities answers) {
    worker.registerWorkflowImplementationTypes(RightsWorkflowImpl.class);
    worker.registerActivitiesImplementations(requests, deletion, answers);
  }
}
