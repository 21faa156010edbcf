package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lethe.fal.FalFailure.Kind;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FalPlatformTest {
  private static final Instant FROM = Scene.NOW.minus(Duration.ofMinutes(5));

  private Scene fal;

  @BeforeEach
  void open() throws Exception {
    fal = new Scene();
  }

  @AfterEach
  void close() {
    fal.close();
  }

  @Test
  void deletesPayloadsWithTheAdministrationKeyAndLooksAtEachFile() throws Exception {
    fal.answers(
        200,
        "{\"cdn_delete_results\":[{\"link\":\"https://v3.fal.media/a.mp4\",\"exception\":null},"
            + "{\"link\":\"https://v3.fal.media/b.mp4\",\"exception\":\"AccessDenied\"}]}");

    PayloadDeletion deletion = fal.client.platform().deletePayloads(Scene.ID);

    assertThat(deletion).isEqualTo(new PayloadDeletion(true, 1, 1));
    RecordedRequest sent = fal.received();
    assertThat(sent.getRequestLine())
        .isEqualTo("DELETE /v1/models/requests/" + Scene.ID + "/payloads HTTP/1.1");
    assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Key " + Scene.ADMIN_SECRET);
  }

  @Test
  void usesTheAdministrationKeyForNothingElse() throws Exception {
    fal.answers(200, "{\"status\":\"IN_PROGRESS\"}");
    fal.answers(200, "{\"items\":[],\"next_cursor\":null,\"has_more\":false}");
    fal.answers(200, "{\"models\":[]}");

    fal.queue.status(fal.request());
    fal.client.platform().requests(Scene.KLING, FROM, Scene.NOW);
    fal.client.platform().model(Scene.KLING);

    for (int i = 0; i < 3; i++) {
      assertThat(fal.received().getHeaders().get("Authorization")).isEqualTo("Key " + Scene.SECRET);
    }
  }

  @Test
  void saysSoWhenNothingWasStored() {
    fal.answers(404, "{\"error\":{\"type\":\"not_found\",\"message\":\"no\"}}");

    assertThat(fal.client.platform().deletePayloads(Scene.ID))
        .isEqualTo(new PayloadDeletion(false, 0, 0));
  }

  @Test
  void takesAProxysPageForNoDeletion() {
    fal.answersHtml(404);

    assertThatThrownBy(() -> fal.client.platform().deletePayloads(Scene.ID))
        .isInstanceOfSatisfying(
            FalFailure.class, failure -> assertThat(failure.permanent()).isFalse());
  }

  @Test
  void deletesNothingWithoutTheAdministrationKey() {
    FalSettings settings = FalSettings.withKey(new FalKey("k"));
    FalPlatform platform =
        new FalClient(settings.allAt(URI.create("http://127.0.0.1:1")), Clock.systemUTC())
            .platform();

    assertThat(platform.canDelete()).isFalse();
    assertThatThrownBy(() -> platform.deletePayloads(Scene.ID))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void listsTheRequestsOfAWindowPageByPage() throws Exception {
    fal.answers(
        200,
        "{\"items\":[{\"request_id\":\"one\",\"sent_at\":\"2026-11-24T07:56:01Z\",\"new\":1}],"
            + "\"next_cursor\":\"Mg==\",\"has_more\":true}");
    fal.answers(
        200, "{\"items\":[{\"request_id\":\"two\"}],\"next_cursor\":null,\"has_more\":false}");

    assertThat(fal.client.platform().requests(Scene.KLING, FROM, Scene.NOW))
        .containsExactly(
            new RecentRequest("one", Instant.parse("2026-11-24T07:56:01Z")),
            new RecentRequest("two", null));

    assertThat(fal.received().getUrl().encodedPath()).isEqualTo("/v1/models/requests/by-endpoint");
    RecordedRequest second = fal.received();
    assertThat(second.getUrl().queryParameter("endpoint_id")).isEqualTo(Scene.KLING.id());
    assertThat(second.getUrl().queryParameter("start")).isEqualTo("2026-11-24T07:55:00Z");
    assertThat(second.getUrl().queryParameter("end")).isEqualTo("2026-11-24T08:00:00Z");
    assertThat(second.getUrl().queryParameter("cursor")).isEqualTo("Mg==");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "<html>", "{\"items\":null}"})
  void takesAListThatIsNoneForAFailureAndNeverForAnEmptyOne(String body) {
    fal.answers(200, body);

    FalFailure failure =
        catchThrowableOfType(
            FalFailure.class, () -> fal.client.platform().requests(Scene.KLING, FROM, Scene.NOW));

    assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
  }

  @Test
  void readsTheFactsOfAModel() {
    fal.answers(
        200,
        "{\"models\":[{\"endpoint_id\":\"%s\",\"metadata\":{\"status\":\"active\"},\"enterprise_status\":\"ready\"}]}"
            .formatted(Scene.KLING.id()));
    fal.answers(200, "{\"models\":[{\"endpoint_id\":\"fal-ai/another\"}]}");

    assertThat(fal.client.platform().model(Scene.KLING))
        .hasValueSatisfying(facts -> assertThat(facts.enterpriseReady()).isTrue());
    assertThat(fal.client.platform().model(Scene.KLING)).isEmpty();
  }

  @Test
  void readsThePriceOfAModel() {
    fal.answers(
        200,
        "{\"prices\":[{\"endpoint_id\":\"%s\",\"unit_price\":0.07,\"unit\":\"second\",\"currency\":\"USD\"}]}"
            .formatted(Scene.KLING.id()));

    assertThat(fal.client.platform().price(Scene.KLING))
        .contains(new ModelPrice(Scene.KLING, new BigDecimal("0.07"), "second", "USD"));
  }
}
