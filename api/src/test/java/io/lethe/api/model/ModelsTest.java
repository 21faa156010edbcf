package io.lethe.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.lethe.domain.JobId;
import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.ModelOff;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.vault.NewMedia;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModelsTest {
  private static final ModelId STANDARD = new ModelId("kling-2.5-turbo-standard");
  private static final ModelId TURBO = new ModelId("kling-3-turbo-pro");
  private static final String TURBO_ENDPOINT = "fal-ai/kling-video/v3/turbo/pro/image-to-video";

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void showsAllThatAClientNeedsToBuildItsForm() {
    JsonNode model = model("kling-2.6-pro");

    assertThat(model.at("/uploads/0/role").asText()).isEqualTo("photo");
    assertThat(model.at("/uploads/0/required").asBoolean()).isTrue();
    assertThat(model.at("/uploads/0/minSide").asInt()).isEqualTo(300);
    assertThat(model.at("/uploads/1/role").asText()).isEqualTo("tail");
    assertThat(model.at("/uploads/1/required").asBoolean()).isFalse();
    assertThat(model.at("/durationsSeconds")).hasSize(2);
    assertThat(model.at("/prompt/maxCharacters").asInt()).isEqualTo(2500);
    assertThat(model.at("/parameters/0/name").asText()).isEqualTo("generate_audio");
    assertThat(model.at("/parameters/0/default").asBoolean(true)).isFalse();
  }

  @Test
  void pricesAreExactForEachDurationWithAndWithoutSound() {
    JsonNode price = model("kling-2.6-pro").get("price");

    assertThat(price.at("/currency").asText()).isEqualTo("USD");
    assertThat(price.at("/perSecond").asText()).isEqualTo("0.07");
    assertThat(price.at("/byDuration/0/amount").asText()).isEqualTo("0.35");
    assertThat(price.at("/byDuration/0/amountWithAudio").asText()).isEqualTo("0.70");
    assertThat(model(STANDARD.value()).at("/price/byDuration/1/amount").asText()).isEqualTo("0.42");
  }

  @Test
  void saysHowLongVideosTookOnlyOnceThereAreEnough() {
    for (int i = 0; i < 9; i++) {
      madeIn(20 + i);
    }
    JsonNode few = model(STANDARD.value()).get("time");
    assertThat(few.get("videos").asInt()).isEqualTo(9);
    assertThat(few.has("p50Seconds")).isFalse();

    madeIn(300);
    JsonNode enough = model(STANDARD.value()).get("time");
    assertThat(enough.get("videos").asInt()).isEqualTo(10);
    assertThat(enough.get("p50Seconds").asInt()).isEqualTo(24);
    assertThat(enough.get("p80Seconds").asInt()).isEqualTo(27);
    assertThat(model("kling-3-pro").at("/time/videos").asInt()).isZero();
  }

  @Test
  void aModelThatTheProviderSwitchedOffIsShownSoAndTakesNoOrders() {
    String order = Caller.ORDER.replace(STANDARD.value(), TURBO.value()).replace("\":5", "\":7");
    API.stores()
        .modelFacts()
        .record(TURBO, TURBO_ENDPOINT, ModelOff.NOT_ENTERPRISE_READY, new MicroDollars(140_000));

    JsonNode off = model(TURBO.value());
    assertThat(off.get("available").asBoolean(true)).isFalse();
    assertThat(off.at("/unavailable/reason").asText()).isEqualTo("NOT_ENTERPRISE_READY");
    Answer refused = API.consentingSubject().post("/v1/videos", order);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo("model-off");
    assertThat(refused.text("/reason")).isEqualTo("NOT_ENTERPRISE_READY");

    API.stores().modelFacts().record(TURBO, TURBO_ENDPOINT, null, null);
    assertThat(model(TURBO.value()).get("available").asBoolean()).isTrue();
    assertThat(API.consentingSubject().post("/v1/videos", order).status()).isEqualTo(201);
  }

  @Test
  void anyoneMayReadThemAndNobodyIsInThem() {
    Answer models = API.caller(null).get("/v1/models");

    assertThat(models.status()).isEqualTo(200);
    assertThat(models.header("Cache-Control")).contains("max-age=30");
  }

  /** A video of the standard model that could be collected so many seconds after its upload. */
  private static void madeIn(int seconds) {
    JobId job = JobId.of(API.consentingSubject().order().text("/id"));
    try {
      API.stores()
          .vault()
          .store(
              NewMedia.upload(job, UploadRole.PHOTO, "image/jpeg"),
              new ByteArrayInputStream(new byte[] {1}));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    API.workers().makeReady(job, new byte[] {2});
    API.ledger()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        UPDATE jobs
                        SET began_at = ready_at - make_interval(secs => :seconds)
                        WHERE id = :job
                        """)
                    .bind("seconds", seconds)
                    .bind("job", job.value())
                    .execute());
  }

  private static JsonNode model(String id) {
    for (JsonNode model : API.caller(null).get("/v1/models").json().get("models")) {
      if (model.get("id").asText().equals(id)) {
        return model;
      }
    }
    throw new AssertionError("no model " + id);
  }
}
