package io.lethe.workers.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.erasure.Amendment;
import io.lethe.domain.erasure.Place;
import io.lethe.domain.erasure.Receipt;
import io.lethe.domain.erasure.Receipt.Finding;
import io.lethe.domain.erasure.Receipt.Residual;
import io.lethe.domain.erasure.ResidualKind;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.egress.BeginResult;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.EgressId;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.egress.ProviderHandle;
import io.lethe.storage.provider.CancelOutcome;
import io.lethe.storage.provider.Trace;
import io.lethe.storage.provider.TraceEnd;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.workers.testing.FalAnswers;
import io.lethe.workers.testing.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class TracesSweepTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final MockResponse DELETED =
      FalAnswers.json(
          200, "{\"cdn_delete_results\":[{\"link\":\"https://x\",\"exception\":null}]}");

  private static final MockResponse NOT_FOUND = FalAnswers.json(404, "{\"detail\":\"no\"}");

  private Installation lethe;
  private JobId job;
  private EgressId egress;

  @BeforeEach
  void aJobThatIsWithFal(@TempDir Path folder) throws IOException {
    LEDGER
        .jdbi()
        .useHandle(
            ledger ->
                ledger.execute(
                    "UPDATE provider_traces SET absent_at = now(), output = NULL,"
                        + " receipt_amended_at = now()"));
    lethe = new Installation(LEDGER.jdbi(), folder);
    job = lethe.order();
    lethe.stores.jobs().requireConsent(job);
    egress = begun();
  }

  @AfterEach
  void close() {
    lethe.close();
  }

  @Test
  void leavesAJobAloneThatIsStillWaitedFor() {
    accepted();

    assertThat(lethe.tracesSweep().sweep()).isZero();
    assertThat(lethe.fal.getRequestCount()).isZero();
  }

  @Test
  void stopsWhatNobodyWaitsForAndDeletesWhatWasMadeAllTheSame() throws Exception {
    accepted();
    erase();
    lethe.fal.enqueue(FalAnswers.json(202, "{\"status\":\"CANCELLATION_REQUESTED\"}"));
    lethe.fal.enqueue(FalAnswers.status("IN_PROGRESS"));
    lethe.tracesSweep().sweep();
    assertThat(trace().cancelOutcome()).contains(CancelOutcome.REQUESTED);
    assertThat(trace().hasEnded()).isFalse();

    lethe.clock.advance(Duration.ofMinutes(1));
    lethe.fal.enqueue(FalAnswers.status("COMPLETED"));
    lethe.fal.enqueue(FalAnswers.result(lethe.fal));
    lethe.fal.enqueue(DELETED);
    lethe.fal.enqueue(new MockResponse.Builder().code(404).build());
    lethe.fal.enqueue(NOT_FOUND);
    lethe.tracesSweep().sweep();

    assertThat(trace().end()).isEqualTo(TraceEnd.VIDEO);
    assertThat(trace().filesDeleted()).isEqualTo(1);
    assertThat(trace().isAbsent()).isTrue();
    assertThat(trace().outputAddress()).isEmpty();
    assertThat(calls())
        .extracting(call -> call.substring(0, call.indexOf(' ')))
        .containsExactly("PUT", "GET", "GET", "GET", "DELETE", "GET", "GET");
  }

  @Test
  void addsToTheReceiptWhatIsGoneAtFalSince() {
    accepted();
    lethe.stores.providerTraces().ended(egress, TraceEnd.VIDEO, null);
    lethe.stores.providerTraces().deleted(egress, 1);
    Receipt receipt = receipt();
    lethe.stores.providerTraces().absent(egress);

    lethe.tracesSweep().sweep();
    lethe.tracesSweep().sweep();

    assertThat(receipt.residuals())
        .extracting(Residual::kind)
        .contains(ResidualKind.PROVIDER_RESULT);
    assertThat(lethe.stores.erasures().amendments(job))
        .singleElement()
        .satisfies(
            signed -> {
              Amendment amendment = signed.amendment();
              assertThat(amendment.places()).extracting(Finding::erased).containsExactly(1L);
              assertThat(amendment.residualsGone())
                  .extracting(Residual::kind)
                  .containsExactly(ResidualKind.PROVIDER_RESULT);
              assertThat(amendment.residualsLeft())
                  .extracting(Residual::kind)
                  .containsExactlyInAnyOrder(
                      ResidualKind.PROVIDER_RECORD, ResidualKind.MODEL_MAKER);
            });
  }

  @Test
  void whatWasGoneBeforeTheReceiptStandsInIt() {
    accepted();
    lethe.stores.providerTraces().ended(egress, TraceEnd.VIDEO, null);
    lethe.stores.providerTraces().deleted(egress, 1);
    lethe.stores.providerTraces().absent(egress);

    Receipt receipt = receipt();
    lethe.tracesSweep().sweep();

    assertThat(receipt.places())
        .filteredOn(place -> place.place() == Place.PROVIDER)
        .extracting(Finding::erased)
        .containsExactly(1L);
    assertThat(receipt.residuals())
        .extracting(Residual::kind)
        .containsExactlyInAnyOrder(ResidualKind.PROVIDER_RECORD, ResidualKind.MODEL_MAKER);
    assertThat(lethe.stores.erasures().amendments(job)).isEmpty();
  }

  @Test
  void goesOnLookingWhileTheFileCanBeRead() {
    accepted();
    erase();
    lethe.stores.providerTraces().cancelled(egress, CancelOutcome.TOO_LATE);
    lethe
        .stores
        .providerTraces()
        .ended(egress, TraceEnd.VIDEO, "http://localhost:" + lethe.fal.getPort() + "/v.mp4");
    lethe.stores.providerTraces().deleted(egress, 1);
    lethe.fal.enqueue(new MockResponse.Builder().code(206).body("x").build());
    lethe.tracesSweep().sweep();
    assertThat(trace().isAbsent()).isFalse();

    lethe.clock.advance(Duration.ofMinutes(11));
    lethe.fal.enqueue(new MockResponse.Builder().code(403).build());
    lethe.fal.enqueue(FalAnswers.json(200, "{\"token\":\"t\"}"));
    lethe.fal.enqueue(new MockResponse.Builder().code(404).build());
    lethe.fal.enqueue(NOT_FOUND);
    lethe.tracesSweep().sweep();

    assertThat(trace().isAbsent()).isTrue();
  }

  @Test
  void asksForADeletionAgainThatFalCouldNotDo() {
    accepted();
    erase();
    lethe.stores.providerTraces().ended(egress, TraceEnd.VIDEO, null);
    lethe.fal.enqueue(
        FalAnswers.json(
            200, "{\"cdn_delete_results\":[{\"link\":\"https://x\",\"exception\":\"busy\"}]}"));
    lethe.fal.enqueue(FalAnswers.result(lethe.fal));
    lethe.tracesSweep().sweep();
    assertThat(trace().isDeleted()).isFalse();

    lethe.clock.advance(Duration.ofMinutes(11));
    lethe.fal.enqueue(DELETED);
    lethe.fal.enqueue(NOT_FOUND);
    lethe.tracesSweep().sweep();

    assertThat(trace().isDeleted()).isTrue();
    assertThat(trace().isAbsent()).isTrue();
  }

  @Test
  void findsAndStopsWhatWasAcceptedWithoutOurKnowing() {
    lethe.stores.egress().unknown(egress);
    erase();
    lethe.clock.advance(Duration.ofMinutes(2));
    lethe.fal.enqueue(FalAnswers.listed(FalAnswers.REQUEST_ID + "-unknown"));
    lethe.fal.enqueue(FalAnswers.json(202, "{\"status\":\"CANCELLATION_REQUESTED\"}"));
    lethe.fal.enqueue(FalAnswers.status("IN_PROGRESS"));

    lethe.tracesSweep().sweep();

    assertThat(trace().cancelOutcome()).contains(CancelOutcome.REQUESTED);
  }

  private EgressId begun() {
    BeginResult begin =
        lethe
            .stores
            .egress()
            .begin(
                new NewEgress(
                    job,
                    "fal.ai",
                    Installation.MODEL.endpoint() + "/" + job,
                    List.of(EgressContent.FILE),
                    3));
    return ((BeginResult.Begun) begin).id();
  }

  private void accepted() {
    lethe.stores.egress().accepted(egress, new ProviderHandle(FalAnswers.REQUEST_ID, "", "", ""));
  }

  private Receipt receipt() {
    erase();
    lethe.stores.erasures().eraseBytes(job);
    return lethe.stores.erasures().issueReceipt(job).receipt();
  }

  private void erase() {
    lethe.stores.erasures().begin(job, Ending.of(Outcome.CANCELLED));
  }

  private Trace trace() {
    return lethe.stores.providerTraces().find(job).orElseThrow();
  }

  private List<String> calls() throws InterruptedException {
    List<String> calls = new ArrayList<>();
    for (int i = lethe.fal.getRequestCount(); i > 0; i--) {
      calls.add(lethe.fal.takeRequest().getRequestLine());
    }
    return calls;
  }
}
