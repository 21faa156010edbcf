package io.lethe.workers.testing;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.lethe.domain.video.Ending;
import io.lethe.workers.SafeFailures;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Runs activities as a worker does, {@link SafeFailures} included, one attempt at a time. */
public final class Steps implements AutoCloseable {
  public final TestActivityEnvironment environment =
      TestActivityEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkerFactoryOptions(
                  WorkerFactoryOptions.newBuilder()
                      .setWorkerInterceptors(new SafeFailures())
                      .build())
              .build());

  public <T> T of(Class<T> activities, T implementation) {
    environment.registerActivitiesImplementations(implementation);
    return environment.newActivityStub(
        activities,
        ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());
  }

  /** What the step leaves in the history. */
  public static ApplicationFailure failureOf(ThrowingCallable step) {
    Throwable thrown = catchThrowable(step);
    if (thrown != null && thrown.getCause() instanceof ApplicationFailure failure) {
      return failure;
    }
    throw new AssertionError("the step did not fail as a step does", thrown);
  }

  /** How the step ends the job. */
  public static Ending endingOf(ThrowingCallable step) {
    ApplicationFailure failure = failureOf(step);
    if (!failure.isNonRetryable()) {
      throw new AssertionError("the step is to be repeated", failure);
    }
    return failure.getDetails().get(Ending.class);
  }

  @Override
  public void close() {
    environment.close();
  }
}
