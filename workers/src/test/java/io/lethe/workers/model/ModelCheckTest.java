package io.lethe.workers.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.ModelOff;
import io.lethe.storage.model.ModelFact;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.workers.testing.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ModelCheckTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  private static final String ENDPOINT = Installation.MODEL.endpoint();

  @TempDir Path folder;
  private Installation lethe;
  private ModelCheck check;

  @BeforeEach
  void begin() throws IOException {
    lethe = new Installation(LEDGER.jdbi(), folder);
    check =
        new ModelCheck(
            lethe.client.platform(), lethe.stores.modelFacts(), List.of(Installation.MODEL));
  }

  @AfterEach
  void end() {
    lethe.close();
  }

  @Test
  void aModelThatIsReadyCanBeOrderedAtFalsPrice() {
    answer(200, model("ready"));
    answer(200, price("0.042"));

    assertThat(check.run()).isTrue();
    assertThat(fact().offBecause()).isNull();
    assertThat(fact().pricePerSecond()).isEqualTo(new MicroDollars(42_000));
  }

  @Test
  void aModelThatIsNotPromisedToBeKeptOutOfTrainingIsOff() {
    answer(200, model("pending"));
    answer(200, price("0.042"));

    check.run();
    assertThat(fact().offBecause()).isEqualTo(ModelOff.NOT_ENTERPRISE_READY);
  }

  @Test
  void aModelOfWhichThePromiseIsNotSaidIsOffToo() {
    answer(200, "{\"models\":[{\"endpoint_id\":\"" + ENDPOINT + "\"}]}");
    answer(200, price("0.042"));

    check.run();
    assertThat(fact().offBecause()).isEqualTo(ModelOff.ENTERPRISE_STATUS_UNKNOWN);
  }

  @Test
  void aModelThatFalDoesNotKnowIsOff() {
    answer(404, "{\"error\":{\"type\":\"not_found\",\"message\":\"no such endpoint\"}}");

    check.run();
    assertThat(fact().offBecause()).isEqualTo(ModelOff.NOT_AT_PROVIDER);
  }

  @Test
  void whatWasKnownStaysWhileFalDoesNotAnswer() {
    answer(200, model("pending"));
    answer(200, price("0.042"));
    check.run();
    answer(503, "<html>upstream</html>");

    assertThat(check.run()).isFalse();
    assertThat(fact().offBecause()).isEqualTo(ModelOff.NOT_ENTERPRISE_READY);
  }

  private ModelFact fact() {
    return lethe.stores.modelFacts().all().get(Installation.MODEL.id());
  }

  private void answer(int status, String body) {
    lethe.fal.enqueue(
        new MockResponse.Builder()
            .code(status)
            .setHeader("Content-Type", "application/json")
            .body(body)
            .build());
  }

  private static String model(String enterprise) {
    return "{\"models\":[{\"endpoint_id\":\""
        + ENDPOINT
        + "\",\"metadata\":{\"status\":\"active\"},\"enterprise_status\":\""
        + enterprise
        + "\"}]}";
  }

  private static String price(String second) {
    return "{\"prices\":[{\"endpoint_id\":\""
        + ENDPOINT
        + "\",\"unit_price\":"
        + second
        + ",\"unit\":\"second\",\"currency\":\"USD\"}]}";
  }
}
