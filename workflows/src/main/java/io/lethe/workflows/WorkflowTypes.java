package io.lethe.workflows;

import io.lethe.workflows.erasure.ErasureActivities;
import io.lethe.workflows.erasure.ErasureWorkflowImpl;
import io.lethe.workflows.video.GenerationActivities;
import io.lethe.workflows.video.JobActivities;
import io.lethe.workflows.video.PhotoActivities;
import io.lethe.workflows.video.VideoWorkflowImpl;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;

/** Which workflow runs where, and with which activities beside it. */
public final class WorkflowTypes {
  private WorkflowTypes() {}

  /** For a worker on {@link TaskQueues#VIDEO}. */
  public static void registerVideo(
      Worker worker, JobActivities jobs, GenerationActivities generation) {
    // A bug must end the workflow, after its erase, instead of retrying its task for ever.
    worker.registerWorkflowImplementationTypes(
        WorkflowImplementationOptions.newBuilder()
            .setFailWorkflowExceptionTypes(RuntimeException.class)
            .build(),
        VideoWorkflowImpl.class);
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
}
