package io.lethe.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.testing.DrawnFace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
  private static final byte[] VIDEO = new byte[200_000];

  static {
    new Random(7).nextBytes(VIDEO);
  }

  @RegisterExtension static final RunningApi API = new RunningApi();

  private Caller subject;
  private String video;
  private JobId job;

  @BeforeEach
  void orderAndUpload() {
    subject = API.consentingSubject();
    video = subject.orderedAddress();
    job = JobId.of(video.replaceFirst(".*/", ""));
    subject.upload(video, "image/jpeg", DrawnFace.jpeg(400, 400));
  }

  @Test
  void givesNothingOutBeforeTheVideoIsReady() {
    assertThat(subject.get(video + "/content").problem()).isEqualTo("not-ready");
    assertThat(subject.post(video + "/collected", "").problem()).isEqualTo("not-ready");
    assertThat(subject.get(video + "/receipt").problem()).isEqualTo("not-erased-yet");
  }

  @Test
  void aWholeDownloadCountsAsCollected() {
    API.workers().makeReady(job, VIDEO);
    Answer content = subject.get(video + "/content");

    assertThat(content.status()).isEqualTo(200);
    assertThat(content.body()).isEqualTo(VIDEO);
    assertThat(content.header("Content-Type")).isEqualTo("video/mp4");
    assertThat(content.header("Cache-Control")).contains("no-store");
    Answer seen = subject.get(video, "Prefer", "wait=10", "If-None-Match", "\"0\"");
    assertThat(seen.status()).isEqualTo(200);
    await(() -> API.temporal().signals("video/" + job).contains("collected"));
  }

  @Test
  void aPlayerCanSeekWithoutCollecting() {
    API.workers().makeReady(job, VIDEO);
    Answer part = subject.get(video + "/content", "Range", "bytes=150000-150099");

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Range")).isEqualTo("bytes 150000-150099/200000");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(VIDEO, 150_000, 150_100));
    Answer tail = subject.get(video + "/content", "Range", "bytes=-10");
    assertThat(tail.body()).isEqualTo(Arrays.copyOfRange(VIDEO, 199_990, 200_000));
    assertThat(subject.head(video + "/content").header("Content-Length")).isEqualTo("200000");
    assertThat(API.temporal().signals("video/" + job)).doesNotContain("collected");
  }

  @Test
  void anEndBeyondAnyVideoMeansTheVideosEnd() {
    API.workers().makeReady(job, VIDEO);
    Answer part = subject.get(video + "/content", "Range", "bytes=199990-18446744073709551615");

    assertThat(part.header("Content-Range")).isEqualTo("bytes 199990-199999/200000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=900000-", "bytes=18446744073709551615-", "bytes=-0"})
  void refusesARangeOutsideOfTheVideo(String range) {
    API.workers().makeReady(job, VIDEO);
    Answer refused = subject.get(video + "/content", "Range", range);

    assertThat(refused.status()).isEqualTo(416);
    assertThat(refused.header("Content-Range")).isEqualTo("bytes */200000");
  }

  @Test
  void collectedMayBeSaidTwice() {
    API.workers().makeReady(job, VIDEO);

    Answer first = subject.post(video + "/collected", "");
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.text("/whatComesNext")).isEqualTo("Wait for the receipt.");
    assertThat(subject.post(video + "/collected", "").status()).isEqualTo(200);
    assertThat(API.temporal().signals("video/" + job)).contains("collected");
  }

  @Test
  void answersNotModifiedUntilSomethingChanges() {
    String tag = subject.get(video).header("ETag");

    assertThat(subject.get(video, "If-None-Match", tag).status()).isEqualTo(304);
    API.workers().prepare(job);
    Answer changed = subject.get(video, "If-None-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("/state")).isEqualTo("PREPARING");
  }

  @Test
  void whoeverPrefersToWaitHearsOfTheChangeAtOnce() throws Exception {
    String tag = subject.get(video).header("ETag");
    CompletableFuture<Answer> waiting =
        subject.getLater(video, "Prefer", "wait=30", "If-None-Match", tag);
    API.workers().prepare(job);

    Answer heard = waiting.get(10, TimeUnit.SECONDS);
    assertThat(heard.text("/state")).isEqualTo("PREPARING");
    assertThat(heard.header("Preference-Applied")).isEqualTo("wait=30");
  }

  @Test
  void whoeverWaitsInVainIsToldAfterTheTimeAskedFor() {
    String tag = subject.get(video).header("ETag");

    assertThat(subject.get(video, "Prefer", "wait=1", "If-None-Match", tag).status())
        .isEqualTo(304);
  }

  @Test
  void deletingTellsTheGuardianToEraseNow() {
    Answer first = subject.delete(video);
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.text("/whatComesNext")).isEqualTo("Wait for the receipt.");
    assertThat(subject.delete(video).status()).isEqualTo(202);
    assertThat(API.temporal().signals("erasure/" + job)).startsWith("eraseNow");
  }

  @Test
  void anErasedJobShowsItsReceiptAndNothingOfWhatWasOrdered() {
    API.workers().makeReady(job, VIDEO);
    API.workers().erase(job, Ending.of(Outcome.DELIVERED));
    Answer erased = subject.get(video);

    assertThat(erased.text("/state")).isEqualTo("ERASED");
    assertThat(erased.text("/outcome")).isEqualTo("DELIVERED");
    assertThat(erased.json().get("dataRemoved").asBoolean()).isTrue();
    assertThat(erased.json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id",
            "state",
            "why",
            "whatComesNext",
            "outcome",
            "orderedAt",
            "eraseBy",
            "readyAt",
            "erasedAt",
            "links",
            "dataRemoved",
            "receipt");
    assertThat(erased.text("/receipt/jws")).isNotEmpty();
    assertThat(subject.get(video + "/receipt").text("/receipt/outcome")).isEqualTo("DELIVERED");
    assertThat(subject.get(video + "/content").status()).isEqualTo(410);
    assertThat(subject.delete(video).status()).isEqualTo(200);
    assertThat(API.caller(null).get("/v1/privacy/receipt-keys").text("/keys/0/crv"))
        .isEqualTo("Ed25519");
  }

  @Test
  void theReceiptSaysWhatMayRemainAtTheProvider() {
    API.workers().makeReady(job, VIDEO);
    API.workers().erase(job, Ending.of(Outcome.DELIVERED));
    Answer receipt = subject.get(video + "/receipt");

    assertThat(receipt.text("/receipt/result")).isEqualTo("COMPLETE_WITH_RESIDUALS");
    assertThat(receipt.json().at("/receipt/residuals").toString()).contains("fal.ai");
  }

  @Test
  void theReceiptIsAmendedAndNeverChanged() {
    API.workers().makeReady(job, VIDEO);
    API.workers().erase(job, Ending.of(Outcome.DELIVERED));
    Answer receipt = subject.get(video + "/receipt");
    assertThat(receipt.json().path("amendments")).isEmpty();
    API.workers().lookAgain(job);
    Answer amended = subject.get(video + "/receipt");

    assertThat(amended.text("/jws")).isEqualTo(receipt.text("/jws"));
    assertThat(amended.json().path("amendments")).hasSize(1);
    assertThat(amended.text("/amendments/0/amendment/receiptId"))
        .isEqualTo(receipt.text("/receipt/id"));
    assertThat(amended.json().at("/amendments/0/amendment/residualsLeft"))
        .isEqualTo(receipt.json().at("/receipt/residuals"));
  }

  @Test
  void eventsTellEachStateAndResumeWhereAReaderStopped() {
    API.workers().makeReady(job, VIDEO);
    API.workers().erase(job, Ending.of(Outcome.DELIVERED));
    String all = new String(subject.get(video + "/events").body(), StandardCharsets.UTF_8);

    assertThat(all)
        .contains("AWAITING_UPLOAD", "PREPARING", "RENDERING", "READY", "ERASING", "ERASED");
    String second = all.split("\n\n")[1].replaceFirst("(?s).*id: ?(\\d+).*", "$1");
    String rest =
        new String(
            subject.get(video + "/events", "Last-Event-ID", second).body(), StandardCharsets.UTF_8);
    assertThat(rest).contains("ERASED").doesNotContain("AWAITING_UPLOAD", "PREPARING");
  }

  @Test
  void anotherSubjectsJobIsNotThere() {
    Caller other = API.consentingSubject();

    for (String path : new String[] {"", "/content", "/receipt", "/events"}) {
      assertThat(other.get(video + path).status()).isEqualTo(404);
    }
    assertThat(other.delete(video).status()).isEqualTo(404);
    assertThat(other.post(video + "/collected", "").status()).isEqualTo(404);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
