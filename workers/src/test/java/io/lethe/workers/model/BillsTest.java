package io.lethe.workers.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.ModelParameter;
import io.lethe.domain.video.ModelPrice;
import io.lethe.domain.video.Parameters;
import io.lethe.storage.model.Billed;
import io.lethe.storage.model.Cost;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.workers.testing.FalAnswers;
import io.lethe.workers.testing.Installation;
import io.lethe.workers.testing.Steps;
import io.lethe.workers.testing.TinyMp4;
import io.lethe.workflows.video.GenerationActivities;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BillsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  private static final byte[] JPEG = DrawnFace.jpeg(320, 400);
  private static final String BILLED = "lethe.costs.kling-2.5-turbo-standard.billed";
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);

  private final Steps steps = new Steps();
  private Installation lethe;
  private GenerationActivities generation;
  private JobId job;

  @BeforeEach
  void aJobThatFalTook(@TempDir Path folder) throws IOException {
    lethe = new Installation(LEDGER.jdbi(), folder);
    generation = steps.of(GenerationActivities.class, lethe.generation());
    LEDGER
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("DELETE FROM models");
              handle.execute("DELETE FROM submissions_waiting");
              handle.execute("UPDATE egress SET status = 'NOT_ACCEPTED' WHERE status = 'UNKNOWN'");
            });
    job = lethe.orderThatIsSanitised(JPEG);
    lethe.fal.enqueue(FalAnswers.accepted());
    generation.submit(job);
  }

  @AfterEach
  void close() {
    steps.close();
    lethe.close();
  }

  @Test
  void isOpenWhileFalWorksOnIt() {
    generation.submit(job);

    assertThat(cost(job)).isEqualTo(new Cost(Installation.MODEL.id(), cents(21), Billed.OPEN));
    assertThat(lethe.metrics.getCounters()).isEmpty();
  }

  @Test
  void aVideoThatWasMadeIsBilledAndCountedOnce() {
    falHasMade();

    generation.fetchVideo(job);
    generation.fetchVideo(job);
    lethe.bills().made(job);

    assertThat(cost(job).billed()).isEqualTo(Billed.BILLED);
    assertThat(lethe.metrics.counter(BILLED + ".jobs").getCount()).isEqualTo(1);
    assertThat(lethe.metrics.counter(BILLED + ".microdollars").getCount()).isEqualTo(210_000);
  }

  @Test
  void whatFailedOnFalsSideIsNotBilled() {
    lethe.fal.enqueue(FalAnswers.failedJob("startup_timeout"));

    Steps.failureOf(() -> generation.fetchVideo(job));

    assertThat(cost(job).billed()).isEqualTo(Billed.NOT_BILLED);
    assertThat(lethe.metrics.getCounters().keySet())
        .containsExactlyInAnyOrder(
            "lethe.costs.kling-2.5-turbo-standard.not_billed.jobs",
            "lethe.costs.kling-2.5-turbo-standard.not_billed.microdollars");
  }

  @Test
  void ofWhatAModelRefusedTheInvoiceWillTell() {
    lethe.fal.enqueue(FalAnswers.status("COMPLETED"));
    lethe.fal.enqueue(FalAnswers.refusal("content_policy_violation"));

    Steps.endingOf(() -> generation.fetchVideo(job));

    assertThat(cost(job).billed()).isEqualTo(Billed.UNKNOWN);
  }

  @Test
  void theFirstWordCounts() {
    falHasMade();
    generation.fetchVideo(job);

    lethe.stores.costs().settle(job, Billed.NOT_BILLED);
    lethe.bills().open(job, Installation.EDIT, Parameters.NONE, FIVE);

    assertThat(cost(job)).isEqualTo(new Cost(Installation.MODEL.id(), cents(21), Billed.BILLED));
  }

  @Test
  void whatFalNeverTookCostsNothing() {
    JobId other = lethe.order();

    lethe.bills().made(other);

    assertThat(lethe.stores.costs().find(other)).isEmpty();
    assertThat(lethe.metrics.getCounters()).isEmpty();
  }

  @Test
  void aClipCostsByItsLengthAndSoundHasItsPrice() {
    JobId clip = lethe.order();
    lethe.bills().open(clip, Installation.EDIT, Parameters.NONE, new BigDecimal("4.2"));
    assertThat(cost(clip).amount()).isEqualTo(new MicroDollars(705_600));

    JobId loud = lethe.order();
    Model model = model(new ModelPrice(new BigDecimal("0.07"), new BigDecimal("0.14")));
    lethe.bills().open(loud, model, new Parameters(Map.of("generate_audio", true)), FIVE);
    assertThat(cost(loud).amount()).isEqualTo(cents(70));
  }

  @Test
  void withoutAPriceInTheConfigurationFalsOwnCountsForTheSameEndpointOnly() {
    Model model = model(null);
    JobId unknown = lethe.order();
    lethe.bills().open(unknown, model, Parameters.NONE, FIVE);
    assertThat(cost(unknown).amount()).isNull();

    lethe.stores.modelFacts().record(model.id(), "fal-ai/other/model", null, cents(8));
    JobId elsewhere = lethe.order();
    lethe.bills().open(elsewhere, model, Parameters.NONE, FIVE);
    assertThat(cost(elsewhere).amount()).isNull();

    lethe.stores.modelFacts().record(model.id(), model.endpoint(), null, cents(8));
    JobId known = lethe.order();
    lethe.bills().open(known, model, Parameters.NONE, FIVE);
    assertThat(cost(known).amount()).isEqualTo(cents(40));
  }

  private void falHasMade() {
    lethe.fal.enqueue(FalAnswers.status("COMPLETED"));
    lethe.fal.enqueue(FalAnswers.result(lethe.fal));
    lethe.fal.enqueue(FalAnswers.file(TinyMp4.withMedia(300_000)));
    lethe.fal.enqueue(FalAnswers.json(404, "{\"detail\":\"nothing is stored\"}"));
    lethe.fal.enqueue(new MockResponse.Builder().code(404).build());
    lethe.fal.enqueue(FalAnswers.json(404, "{\"detail\":\"no such request\"}"));
  }

  private Cost cost(JobId of) {
    return lethe.stores.costs().find(of).orElseThrow();
  }

  private static Model model(@Nullable ModelPrice price) {
    return new Model(
        new ModelId("a-model"),
        null,
        "fal-ai/kling-video/v2.6/pro/image-to-video",
        Installation.MODEL.uploads(),
        List.of(5),
        null,
        Map.of("generate_audio", new ModelParameter.Flag(false, false)),
        price);
  }

  private static MicroDollars cents(long cents) {
    return new MicroDollars(cents * 10_000);
  }
}
