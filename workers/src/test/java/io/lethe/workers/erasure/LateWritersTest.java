package io.lethe.workers.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.erasure.SignedReceipt;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.workers.testing.FalAnswers;
import io.lethe.workers.testing.Installation;
import io.lethe.workers.testing.Steps;
import io.lethe.workers.testing.TinyMp4;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.video.GenerationActivities;
import io.lethe.workflows.video.JobActivities;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Steps that go on although Temporal has given up on them, timed out or cancelled, and end after
 * the erasure: to them it is all the same, for nobody listens to them any more.
 */
final class LateWritersTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final byte[] VIDEO = TinyMp4.withMedia(300_000);
  private static final Ending CANCELLED = Ending.of(Outcome.CANCELLED);

  private final Steps steps = new Steps();
  private final CountDownLatch halfSent = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private Installation lethe;
  private GenerationActivities generation;
  private JobId job;

  @BeforeEach
  void aJobThatIsWithFal(@TempDir Path folder) throws IOException {
    lethe = new Installation(LEDGER.jdbi(), folder);
    generation = steps.of(GenerationActivities.class, lethe.generation());
    job = lethe.orderThatIsWithFal();
  }

  @AfterEach
  void close() {
    steps.close();
    lethe.close();
  }

  @Test
  void aDownloadThatEndsAfterTheErasureLeavesNothing() throws Exception {
    lethe.fal.enqueue(FalAnswers.status("COMPLETED"));
    lethe.fal.enqueue(FalAnswers.result(lethe.fal));
    lethe.fal.enqueue(halfThenTheRest());
    CompletableFuture<Void> zombie = CompletableFuture.runAsync(() -> generation.fetchVideo(job));
    assertThat(halfSent.await(30, TimeUnit.SECONDS)).isTrue();
    SignedReceipt receipt = lethe.stores.erasures().erase(job, CANCELLED);
    goOn.countDown();

    assertThat(zombie).failsWithin(30, TimeUnit.SECONDS);
    nothingHasChangedSince(receipt);
  }

  @Test
  void stepsThatBeginAfterTheErasureChangeNothing() throws Exception {
    JobActivities jobs = steps.of(JobActivities.class, lethe.jobSteps(nobody()));
    SignedReceipt receipt = lethe.stores.erasures().erase(job, CANCELLED);
    lethe.fal.enqueue(FalAnswers.json(404, "{\"detail\":\"Request not found\"}"));

    assertThat(Steps.endingOf(() -> jobs.requireConsent(job))).isEqualTo(CANCELLED);
    jobs.eraseUploads(job);
    Steps.failureOf(() -> generation.submit(job));
    Steps.failureOf(() -> generation.fetchVideo(job));
    assertThat(lethe.stores.jobs().collected(job)).isFalse();
    nothingHasChangedSince(receipt);
    assertThat(lethe.stores.egress().attempts(job)).hasSize(1);
  }

  /** None of these steps tells a guardian anything: the connection is never made. */
  private static GuardianCalls nobody() {
    return new GuardianCalls(
        WorkflowClient.newInstance(WorkflowServiceStubs.newLocalServiceStubs()),
        Duration.ofMinutes(7));
  }

  private void nothingHasChangedSince(SignedReceipt receipt) throws IOException {
    assertThat(lethe.objectsOf(job)).isEmpty();
    assertThat(lethe.stores.jobs().find(job).orElseThrow().state()).isEqualTo(JobState.ERASED);
    assertThat(lethe.stores.erasures().receipt(job)).contains(receipt);
    lethe.stores.erasures().lookAgain(job);
    assertThat(lethe.stores.erasures().amendments(job).get(0).amendment().places())
        .allMatch(finding -> finding.erased() == 0);
  }

  private MockResponse halfThenTheRest() {
    int half = VIDEO.length / 2;
    MockResponseBody body =
        new MockResponseBody() {
          @Override
          public long getContentLength() {
            return VIDEO.length;
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            sink.write(VIDEO, 0, half);
            sink.flush();
            halfSent.countDown();
            await(goOn);
            sink.write(VIDEO, half, VIDEO.length - half);
          }
        };
    return new MockResponse.Builder().addHeader("Content-Type", "video/mp4").body(body).build();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new InterruptedIOException();
    }
  }
}
