package io.lethe.workers;

import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.workflows.EndingFailure;
import io.temporal.client.ActivityCanceledException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stands between every activity and Temporal, so that nothing that came from outside reaches a
 * history or the SDK's log. Messages of databases, file systems and decoders may repeat what they
 * choked on; of such a failure only the classes, an SQL state and the lines of code remain, which
 * is what an operator needs. Failures that say on purpose how a job ends pass as they are.
 *
 * <p>{@link JobForgotten} ends a forward step for good: somebody erased the job meanwhile, and how
 * it ended is recorded already; or its time is over.
 */
public final class SafeFailures extends WorkerInterceptorBase {
  /** Enough to find the place; a history is no place for whole stacks. */
  private static final int FRAMES = 15;

  private static final int CAUSES = 4;

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      @Override
      public ActivityOutput execute(ActivityInput input) {
        try {
          return super.execute(input);
        } catch (ApplicationFailure | CanceledFailure | ActivityCanceledException onPurpose) {
          throw onPurpose;
        } catch (JobForgotten forgotten) {
          throw EndingFailure.of(
              Ending.of(forgotten.isOverdue() ? Outcome.OVERDUE : Outcome.CANCELLED));
        } catch (Throwable fromOutside) {
          throw translated(fromOutside, CAUSES);
        }
      }
    };
  }

  /** A failure and its causes for the log, told in the same way. */
  public static String inOneLine(Throwable failure) {
    StringBuilder line = new StringBuilder(text(failure));
    Throwable cause = failure.getCause();
    for (int i = 0; cause != null && i < CAUSES; i++) {
      line.append(", caused by ").append(text(cause));
      cause = cause.getCause();
    }
    return line.toString();
  }

  private static ApplicationFailure translated(Throwable failure, int causes) {
    ApplicationFailure.Builder safe =
        ApplicationFailure.newBuilder()
            .setType(failure.getClass().getSimpleName())
            .setMessage(text(failure));
    Throwable cause = failure.getCause();
    if (cause != null && causes > 0) {
      safe.setCause(translated(cause, causes - 1));
    }
    ApplicationFailure result = safe.build();
    result.setStackTrace(firstOf(failure.getStackTrace()));
    return result;
  }

  private static String text(Throwable failure) {
    String state = failure instanceof SQLException sql ? sqlState(sql.getSQLState()) : "";
    return failure.getClass().getName() + state;
  }

  private static String sqlState(@Nullable String state) {
    return state == null ? "" : " SQL state " + state;
  }

  private static StackTraceElement[] firstOf(StackTraceElement[] frames) {
    return Arrays.copyOf(frames, Math.min(frames.length, FRAMES));
  }
}
