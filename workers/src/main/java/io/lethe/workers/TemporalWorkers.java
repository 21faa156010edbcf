package io.lethe.workers;

import io.dropwizard.lifecycle.Managed;
import io.lethe.workers.rights.RightsSteps;
import io.lethe.workflows.TaskQueues;
import io.lethe.workflows.WorkflowTypes;
import io.lethe.workflows.erasure.ErasureActivities;
import io.lethe.workflows.video.GenerationActivities;
import io.lethe.workflows.video.JobActivities;
import io.lethe.workflows.video.PhotoActivities;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The workers of this process, one for each queue: photos have their own because decoding them
 * takes processors, and a burst of them must not keep the many steps waiting that only wait for the
 * network; erasures have theirs so that nothing can starve them.
 */
public final class TemporalWorkers implements Managed {
  /** Virtual threads came with 21; the SDK throws on older ones. */
  private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

  private static final Duration HEARTBEAT_AT_LEAST_EVERY = Duration.ofSeconds(2);

  private final WorkerFactory factory;
  private final WorkerSettings settings;

  private TemporalWorkers(WorkerFactory factory, WorkerSettings settings) {
    this.factory = factory;
    this.settings = settings;
  }

  /** Registers everything and polls for nothing yet: {@link #start} does. */
  public static TemporalWorkers of(
      WorkflowClient client,
      WorkerSettings settings,
      JobActivities jobs,
      PhotoActivities photos,
      GenerationActivities generation,
      ErasureActivities erasure,
      RightsSteps rights) {
    WorkerFactory factory = WorkerFactory.newInstance(client, factoryOptions(settings));
    WorkflowTypes.registerVideo(
        factory.newWorker(TaskQueues.VIDEO, options(settings, settings.maxActivities())),
        jobs,
        generation);
    WorkflowTypes.registerPhotos(
        factory.newWorker(TaskQueues.PHOTO, options(settings, settings.photosAtATime())), photos);
    WorkflowTypes.registerErasure(
        factory.newWorker(TaskQueues.ERASURE, options(settings, settings.maxActivities())),
        erasure);
    WorkflowTypes.registerRights(
        factory.newWorker(TaskQueues.RIGHTS, options(settings, settings.maxActivities())),
        rights.requests(),
        rights.deletion(),
        rights.answers());
    return new TemporalWorkers(factory, settings);
  }

  public static WorkerFactoryOptions factoryOptions(WorkerSettings settings) {
    return WorkerFactoryOptions.newBuilder()
        .setWorkflowCacheSize(settings.workflowCache())
        // A cached workflow holds a thread or two where threads are not virtual.
        .setMaxWorkflowThreadCount(2 * settings.workflowCache())
        .setUsingVirtualWorkflowThreads(VIRTUAL_THREADS)
        .setWorkerInterceptors(new SafeFailures())
        .build();
  }

  private static WorkerOptions options(WorkerSettings settings, int activities) {
    PollerBehaviorAutoscaling pollers =
        new PollerBehaviorAutoscaling(1, settings.maxPollers(), Math.min(5, settings.maxPollers()));
    return WorkerOptions.newBuilder()
        .setWorkflowTaskPollersBehavior(pollers)
        .setActivityTaskPollersBehavior(pollers)
        .setMaxConcurrentActivityExecutionSize(activities)
        .setMaxConcurrentLocalActivityExecutionSize(settings.maxLedgerSteps())
        // A cancelled download hears of it with the heartbeat that is sent next.
        .setMaxHeartbeatThrottleInterval(HEARTBEAT_AT_LEAST_EVERY)
        .setUsingVirtualThreads(VIRTUAL_THREADS)
        .build();
  }

  @Override
  public void start() {
    factory.start();
  }

  /** Takes no more work and lets steps in progress finish, within the time set. */
  @Override
  public void stop() {
    factory.shutdown();
    factory.awaitTermination(settings.shutdownWait().toMillis(), TimeUnit.MILLISECONDS);
    factory.shutdownNow();
  }
}
