package io.lethe.storage.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.JobId;
import io.lethe.domain.erasure.Amendment;
import io.lethe.domain.erasure.Place;
import io.lethe.domain.erasure.Receipt;
import io.lethe.domain.erasure.ResidualKind;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasuresTest {
  private static final Ending CANCELLED = Ending.of(Outcome.CANCELLED);

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  @TempDir Path folder;
  private TestStorage storage;
  private Erasures erasures;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    erasures = storage.stores().erasures();
  }

  @Test
  void anErasureThatIsAskedForTwiceIsOneErasure() {
    JobId job = preparing();

    assertThat(erasures.begin(job, CANCELLED)).isEqualTo(CANCELLED);
    assertThat(erasures.begin(job, Ending.of(Outcome.DELIVERED))).isEqualTo(CANCELLED);
    erasures.eraseBytes(job);
    erasures.eraseBytes(job);
    assertThat(erasures.issueReceipt(job)).isEqualTo(erasures.issueReceipt(job));
  }

  @Test
  void atTheDeadlineTheStateSaysHowAJobEnded() {
    assertThat(erasures.begin(storage.guardedJob(), null).outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(erasures.begin(preparing(), null).outcome()).isEqualTo(Outcome.OVERDUE);
  }

  @Test
  void manyErasersAtOnceIssueOneReceipt() {
    JobId job = preparing();
    List<CompletableFuture<SignedReceipt>> asked =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> erase(job)))
            .toList();

    assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  @Test
  void whatCameBetweenTheErasureAndTheReceiptIsErasedBeforeIt() throws Exception {
    JobId job = preparing();
    erasures.begin(job, CANCELLED);
    erasures.eraseBytes(job);
    storage.objects().put("jobs/" + job + "/stray", out -> out.write(1));
    erasures.issueReceipt(job);

    assertThat(storage.objects().list("jobs/" + job + "/")).isEmpty();
  }

  @Test
  void theSecondLookErasesWhatCameLateAndSaysSoInAnAmendment() throws Exception {
    JobId job = preparing();
    SignedReceipt receipt = erase(job);
    storage.objects().put("jobs/" + job + "/late", out -> out.write(1));
    storage.clock().advance(Duration.ofMinutes(7));
    erasures.lookAgain(job);
    erasures.lookAgain(job);

    assertThat(storage.objects().list("jobs/" + job + "/")).isEmpty();
    assertThat(erasures.receipt(job)).contains(receipt);
    assertThat(erasures.amendments(job)).hasSize(1);
    Amendment amendment = erasures.amendments(job).get(0).amendment();
    assertThat(amendment.receiptId()).isEqualTo(receipt.receipt().id());
    assertThat(amendment.number()).isEqualTo(1);
    assertThat(amendment.issuedAt()).isEqualTo(storage.clock().instant());
    assertThat(amendment.places())
        .contains(new Receipt.Finding(Place.VAULT, 1, storage.clock().instant()));
    assertThat(amendment.result()).isEqualTo(Receipt.Result.COMPLETE);
    assertThat(verifies(erasures.amendments(job).get(0).jws())).isTrue();
  }

  @Test
  void whateverIsFoundAfterTheSecondLookIsAmendedToo() throws Exception {
    JobId job = preparing();
    erase(job);
    erasures.lookAgain(job);
    storage.objects().put("jobs/" + job + "/very-late", out -> out.write(1));
    erasures.lookAgain(job);

    assertThat(erasures.amendments(job))
        .extracting(signed -> signed.amendment().number())
        .containsExactly(1, 2);
  }

  @Test
  void residualsThatAreConfirmedGoneLeaveTheAmendedResult() {
    JobId job = sent();
    Receipt receipt = erase(job).receipt();
    Receipt.Finding seen = new Receipt.Finding(Place.PROVIDER, 1, storage.clock().instant());
    erasures.confirmGone(job, seen, Set.of(ResidualKind.PROVIDER_RESULT));
    erasures.confirmGone(job, seen, Set.of(ResidualKind.PROVIDER_RESULT));

    assertThat(erasures.amendments(job)).hasSize(1);
    Amendment first = erasures.amendments(job).get(0).amendment();
    assertThat(first.residualsGone()).containsExactly(receipt.residuals().get(0));
    assertThat(first.residualsLeft()).hasSize(2);
    assertThat(first.result()).isEqualTo(Receipt.Result.COMPLETE_WITH_RESIDUALS);

    erasures.confirmGone(job, seen, Set.of(ResidualKind.PROVIDER_RECORD, ResidualKind.MODEL_MAKER));
    assertThat(erasures.amendments(job).get(1).amendment().result())
        .isEqualTo(Receipt.Result.COMPLETE);
  }

  @Test
  void whatComesAfterItsTombstoneIsGoneIsErasedToo() throws Exception {
    JobId job = preparing();
    erase(job);
    storage.objects().delete("tombstones/job/" + job);
    storage.objects().put("jobs/" + job + "/restored", out -> out.write(1));
    erasures.lookAgain(job);

    assertThat(storage.objects().list("jobs/" + job + "/")).isEmpty();
    assertThat(storage.stores().tombstones().isSet(job)).isTrue();
  }

  @Test
  void noAmendmentIsTakenBack() {
    JobId job = preparing();
    erase(job);
    erasures.lookAgain(job);

    for (String change : List.of("UPDATE amendments SET number = 7", "DELETE FROM amendments")) {
      assertThatThrownBy(() -> LEDGER.jdbi().useHandle(handle -> handle.execute(change)))
          .hasMessageContaining("only ever added");
    }
  }

  @Test
  void theReceiptIsCompleteWhereNothingWasSent() {
    Receipt receipt = erase(preparing()).receipt();

    assertThat(receipt.result()).isEqualTo(Receipt.Result.COMPLETE);
    assertThat(receipt.places()).extracting(Receipt.Finding::erased).allMatch(count -> count > 0);
    assertThat(receipt.residuals()).isEmpty();
  }

  @Test
  void theReceiptNamesWhatMayRemainWhereSomethingWasSent() {
    Receipt receipt = erase(sent()).receipt();

    assertThat(receipt.result()).isEqualTo(Receipt.Result.COMPLETE_WITH_RESIDUALS);
    assertThat(receipt.residuals())
        .anyMatch(residual -> residual.what().contains("fal.ai"))
        .allMatch(residual -> !residual.ground().isBlank());
  }

  @Test
  void anyoneCanCheckTheSignatureAndAChangeShows() throws Exception {
    String jws = erase(preparing()).jws();
    String[] parts = jws.split("\\.");
    String otherPayload = erase(preparing()).jws().split("\\.")[1];

    assertThat(verifies(jws)).isTrue();
    assertThat(verifies(parts[0] + "." + otherPayload + "." + parts[2])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM jobs WHERE id = :job AND prompt IS NOT NULL",
        "SELECT count(*) FROM keys WHERE job_id = :job AND wrapped IS NOT NULL",
        "SELECT count(*) FROM media WHERE job_id = :job"
      })
  void nothingOfTheContentIsLeftInTheLedger(String rowsLeft) {
    JobId job = preparing();

    assertThat(count(rowsLeft, job)).isPositive();
    erase(job);
    assertThat(count(rowsLeft, job)).isZero();
  }

  @Test
  void theReceiptTellsWhenTheErasureBeganAndWhenItWasConfirmed() {
    JobId job = preparing();
    erasures.begin(job, CANCELLED);
    storage.clock().advance(Duration.ofSeconds(3));
    erasures.eraseBytes(job);
    Receipt receipt = erasures.issueReceipt(job).receipt();

    assertThat(Duration.between(receipt.erasureBeganAt(), receipt.issuedAt()))
        .isEqualTo(Duration.ofSeconds(3));
  }

  private JobId preparing() {
    return storage.preparingJob(new byte[100]);
  }

  /** Its file is with the provider, or on the way there. */
  private JobId sent() {
    JobId job = preparing();
    storage
        .stores()
        .egress()
        .begin(new NewEgress(job, "fal.ai", "some/endpoint", List.of(EgressContent.FILE), 100));
    return job;
  }

  private SignedReceipt erase(JobId job) {
    return erasures.erase(job, CANCELLED);
  }

  private static long count(String query, JobId job) {
    return LEDGER
        .jdbi()
        .withHandle(
            handle -> handle.createQuery(query).bind("job", job.value()).mapTo(Long.class).one());
  }

  private boolean verifies(String jws) throws JoseException {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setCompactSerialization(jws);
    signature.setKey(
        ((PublicJsonWebKey) storage.stores().receiptSigner().publicKeys().getJsonWebKeys().get(0))
            .getPublicKey());
    return signature.verifySignature();
  }
}
