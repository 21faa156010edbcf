package io.lethe.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.workers.testing.Steps;
import io.lethe.workflows.EndingFailure;
import io.lethe.workflows.video.JobActivities;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class SafeFailuresTest {
  private static final JobId JOB = JobId.random();

  @Test
  void keepsTheWordsOfOthersOutOfTheHistoryAndTheirClassesIn() {
    SQLException vendor = new SQLException("Key (prompt)=(her face) already exists", "23505");
    ApplicationFailure failure =
        failureOf(() -> new IllegalStateException("could not store her face", vendor));

    assertThat(failure.getType()).isEqualTo("IllegalStateException");
    assertThat(failure.getOriginalMessage()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.getCause())
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            cause ->
                assertThat(cause.getOriginalMessage())
                    .isEqualTo("java.sql.SQLException SQL state 23505"));
    assertThat(failure).hasStackTraceContaining("SafeFailuresTest");
    assertThat(failure.isNonRetryable()).isFalse();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      assertThat(at.toString()).doesNotContain("her face");
    }
  }

  @Test
  void translatesErrorsToo() {
    ApplicationFailure failure = failureOf(() -> new StackOverflowError("in her face"));

    assertThat(failure.getType()).isEqualTo("StackOverflowError");
    assertThat(failure.toString()).doesNotContain("her face");
  }

  @Test
  void leavesAnEndingAsItIs() {
    Ending ending = Ending.of(Outcome.REFUSED);

    assertThat(failureOf(() -> EndingFailure.of(ending)).getDetails().get(Ending.class))
        .isEqualTo(ending);
  }

  @Test
  void aForgottenJobIsOverForGood() {
    ApplicationFailure failure = failureOf(() -> new JobForgotten(JOB));

    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getDetails().get(Ending.class)).isEqualTo(Ending.of(Outcome.CANCELLED));
  }

  @Test
  void aJobWhoseTimeIsOverEndsForThatReason() {
    ApplicationFailure failure = failureOf(() -> JobForgotten.overdue(JOB));

    assertThat(failure.getDetails().get(Ending.class)).isEqualTo(Ending.of(Outcome.OVERDUE));
  }

  @Test
  void cutsDeepChainsShort() {
    ApplicationFailure failure =
        failureOf(
            () -> {
              RuntimeException deep = new UncheckedIOException(new IOException("a"));
              for (int i = 0; i < 20; i++) {
                deep = new IllegalStateException(deep);
              }
              return deep;
            });

    int causes = 0;
    for (Throwable at = failure; at != null; at = at.getCause()) {
      causes++;
    }
    assertThat(causes).isEqualTo(5);
  }

  private static ApplicationFailure failureOf(Supplier<Throwable> thrown) {
    try (Steps steps = new Steps()) {
      JobActivities failing = steps.of(JobActivities.class, new Failing(thrown));
      return Steps.failureOf(() -> failing.eraseUploads(JOB));
    }
  }

  private record Failing(Supplier<Throwable> thrown) implements JobActivities {
    @Override
    public void requireConsent(JobId job) {}

    @Override
    public void eraseUploads(JobId job) {
      Failing.<RuntimeException>raise(thrown.get());
    }

    @Override
    public void tellGuardian(JobId job, Instant eraseBy, Ending ending) {}

    @Override
    public ReceiptId awaitReceipt(JobId job) {
      return ReceiptId.random();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
      throw (T) thrown;
    }
  }
}
