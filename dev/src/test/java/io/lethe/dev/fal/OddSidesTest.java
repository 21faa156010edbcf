package io.lethe.dev.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.fal.World.Answer;
import io.lethe.dev.fal.knob.AccountKnobs;
import io.lethe.dev.fal.knob.FileKnobs;
import io.lethe.dev.fal.knob.FileKnobs.Fetch;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.sample.SampleFace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client of fal.ai has to live with. */
class OddSidesTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(folder, Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "MODEL_FAILURE, 500, internal_server_error",
    "GENERATION_TIMEOUT, 504, generation_timeout",
    "DOWNSTREAM_UNAVAILABLE, 500, downstream_service_unavailable",
    "NO_FACE, 422, face_detection_error",
    "NO_MEDIA, 422, no_media_generated",
    "UNHEARD_OF_ERROR, 422, unheard_of_error",
    "CONTENT_POLICY, 422, content_policy_violation"
  })
  void aFailedJobIsCompletedAndItsResultFails(SimulatedFailure failure, int status, String type)
      throws Exception {
    String id = ended(failure);

    assertThat(world.status(id).json().path("status").asText()).isEqualTo("COMPLETED");
    assertThat(world.status(id).json().path("error_type").asText()).isEqualTo(type);
    Answer result = world.result(id);
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.json().at("/detail/0/type").asText()).isEqualTo(type);
  }

  @Test
  void aRefusalMayShowOnTheResultOnlyAndEchoesThePrompt() throws Exception {
    String id = ended(SimulatedFailure.CONTENT_POLICY_UNTOLD);

    assertThat(world.status(id).json().has("error")).isFalse();
    assertThat(world.result(id).json().at("/detail/0/input").asText()).isEqualTo("A smile");
  }

  @Test
  void infrastructureFailsInItsOwnShape() throws Exception {
    Answer lost = world.result(ended(SimulatedFailure.RUNNER_LOST));
    assertThat(lost.status()).isEqualTo(503);
    assertThat(lost.json().path("error_type").asText()).isEqualTo("runner_disconnected");
    assertThat(lost.headers()).containsEntry("x-fal-error-type", "runner_disconnected");

    Answer late = world.result(ended(SimulatedFailure.START_TIMEOUT));
    assertThat(late.status()).isEqualTo(504);
    assertThat(late.headers()).containsEntry("x-fal-request-timeout-type", "user");
  }

  @Test
  void aRequestThatDoesNotStartInTimeIsGivenUp() throws Exception {
    world.turn(World.quick().withLatency(Duration.ofHours(1), Duration.ZERO));
    String id = world.accepted("", "X-Fal-Request-Start-Timeout", "1");
    world.idle();

    assertThat(world.result(id).status()).isEqualTo(504);
  }

  @Test
  void aLostRunnerQueuesTheJobAgain() throws Exception {
    String id = ended(SimulatedFailure.QUEUED_AGAIN);

    assertThat(world.result(id).status()).isEqualTo(200);
  }

  @Test
  void aResultMayLie() throws Exception {
    assertThat(world.result(ended(SimulatedFailure.NO_VIDEO_URL)).json().path("video").isNull())
        .isTrue();
    assertThat(world.result(ended(SimulatedFailure.ERROR_INSIDE)).json().has("error")).isTrue();
    assertThat(url(SimulatedFailure.VIDEO_ON_PRIVATE_NETWORK)).startsWith("http://10.0.0.1/");
    assertThat(url(SimulatedFailure.VIDEO_ELSEWHERE)).startsWith("https://elsewhere.invalid/");
    assertThat(world.result(ended(SimulatedFailure.SERVED_BY_ANOTHER)).headers())
        .doesNotContainEntry("x-fal-served-from", World.ENDPOINT);
    assertThat(world.result(ended(SimulatedFailure.RESULT_EXPIRED)).status()).isEqualTo(404);
  }

  private String url(SimulatedFailure failure) throws Exception {
    return world.result(ended(failure)).json().at("/video/url").asText();
  }

  @Test
  void aStatusMayGoBackwardsOrBeUnheardOf() throws Exception {
    String id = ended();
    world.turn(
        World.quick()
            .withFailures(SimulatedFailure.STATUS_BACKWARDS, SimulatedFailure.STATUS_UNHEARD_OF));

    assertThat(world.status(id).json().path("status").asText()).isEqualTo("IN_QUEUE");
    assertThat(world.status(id).json().path("status").asText()).isEqualTo("PAUSED");
    assertThat(world.status(id).json().path("status").asText()).isEqualTo("COMPLETED");
  }

  @Test
  void anAnswerMayBeAPageOrARedirectOrTooMany() throws Exception {
    String id = ended();
    world.turn(
        World.quick()
            .withFailures(
                SimulatedFailure.STATUS_UNAVAILABLE,
                SimulatedFailure.ASK_PAGE,
                SimulatedFailure.ASK_REDIRECT,
                SimulatedFailure.ASK_RATE_LIMITED));

    assertThat(world.status(id).status()).isEqualTo(503);
    Answer page = world.status(id);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).startsWith("<html>");
    assertThat(world.status(id).headers().get("location")).startsWith("https://elsewhere.invalid");
    assertThat(world.status(id).headers()).containsEntry("retry-after", "2");
  }

  @Test
  void anAnswerMayBreakOff() throws Exception {
    String id = ended();
    world.turn(World.quick().withFailures(SimulatedFailure.ASK_CUT));

    assertThatThrownBy(() -> world.status(id)).isInstanceOf(IOException.class);
    assertThat(world.status(id).status()).isEqualTo(200);
  }

  @Test
  void anAnswerMayTrickle() throws Exception {
    String id = ended();
    world.turn(
        World.quick()
            .with(new FileKnobs(true, Fetch.GET, Duration.ofHours(1), Duration.ofMillis(20)))
            .withFailures(SimulatedFailure.ASK_SLOW));
    long begin = System.nanoTime();

    assertThat(world.status(id).json().path("status").asText()).isEqualTo("COMPLETED");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(300));
  }

  @ParameterizedTest
  @CsvSource({
    "LOST_ANSWER, 1",
    "SUBMIT_CUT, 1",
    "LOST_SUBMIT, 0",
    "UNAVAILABLE, 0",
    "UNAVAILABLE_AFTERWARDS, 1",
    "SUBMIT_PAGE, 1",
    "SUBMIT_REDIRECT, 0",
    "RATE_LIMITED, 0"
  })
  void whetherASubmitWasAcceptedCanNotBeToldFromItsAnswer(SimulatedFailure failure, int accepted)
      throws Exception {
    world.turn(World.quick().withFailures(failure));
    try {
      assertThat(world.submit("").json().has("request_id")).isFalse();
    } catch (IOException | AssertionError unreadable) {
      assertThat(failure).isNotEqualTo(SimulatedFailure.RATE_LIMITED);
    }
    world.idle();

    assertThat(
            world
                .get("/v1/models/requests/by-endpoint?endpoint_id=" + World.ENDPOINT)
                .json()
                .path("items"))
        .hasSize(accepted);
  }

  @Test
  void addressesMayBeForeign() throws Exception {
    world.turn(World.quick().withFailures(SimulatedFailure.FOREIGN_ADDRESSES));

    assertThat(world.submit("").json().path("status_url").asText())
        .startsWith("https://elsewhere.invalid/");
  }

  @Test
  void aLockedAccountTakesNoSubmitsAndAnswersAllElse() throws Exception {
    String id = ended();
    world.turn(World.quick().with(AccountKnobs.open().withLocked(true)));

    Answer refused = world.submit("");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("detail").asText()).startsWith("User is locked.");
    assertThat(world.status(id).status()).isEqualTo(200);
  }

  @Test
  void moreThanTheAccountsConcurrencyWaits() throws Exception {
    world.turn(World.quick().withLatency(Duration.ZERO, Duration.ofSeconds(2)).withQueue(1, 0));
    world.accepted("");
    String second = world.accepted("");

    JsonNode status = world.status(second).json();
    assertThat(status.path("status").asText()).isEqualTo("IN_QUEUE");
    assertThat(status.path("queue_position").isInt()).isTrue();
    assertThat(world.submit("?fal_max_queue_length=1").status()).isEqualTo(429);
    world.idle();
    assertThat(world.result(second).status()).isEqualTo(200);
  }

  @Test
  void aCancelStopsARunnerOnlyIfItDoes() throws Exception {
    String cancel = "/fal-ai/kling-video/requests/%s/cancel";
    world.turn(World.quick().withLatency(Duration.ZERO, Duration.ofSeconds(1)));
    String goesOn = inProgress();
    assertThat(world.call("PUT", cancel.formatted(goesOn), "Key a-key", "").json().path("status"))
        .hasToString("\"CANCELLATION_REQUESTED\"");
    world.idle();
    assertThat(world.result(goesOn).status()).isEqualTo(200);

    world.turn(
        World.quick()
            .withLatency(Duration.ZERO, Duration.ofMinutes(10))
            .with(AccountKnobs.open().withCancelStopsRendering(true)));
    String stops = inProgress();
    world.call("PUT", cancel.formatted(stops), "Key a-key", "");
    world.idle();
    assertThat(world.result(stops).status()).isEqualTo(499);
  }

  private String inProgress() throws Exception {
    String id = world.accepted("");
    world
        .fal()
        .reception()
        .awaitEvents(id, events -> events.contains("a runner takes it"), Duration.ofSeconds(20));
    return id;
  }

  @ParameterizedTest
  @EnumSource(Fetch.class)
  void fetchesAnInputByItsAddress(Fetch how) throws Exception {
    world.turn(World.quick().with(FileKnobs.real().withFetch(how)));
    try (Receiver owner = new Receiver()) {
      Answer accepted =
          world.call(
              "POST",
              "/" + World.ENDPOINT,
              "Key a-key",
              World.input(owner.file(SampleFace.jpeg()).toString()));
      String id = accepted.json().path("request_id").asText();
      world.idle();

      assertThat(world.result(id).status()).isEqualTo(200);
      assertThat(world.fal().reception().fetchedFor(id).get("image_url").bytes())
          .isEqualTo(SampleFace.jpeg());
      assertThat(owner.fetches()).isNotEmpty();
    }
  }

  @Test
  void anInputThatCanNotBeFetchedFailsTheJob() throws Exception {
    Answer accepted =
        world.call(
            "POST", "/" + World.ENDPOINT, "Key a-key", World.input("http://127.0.0.1:9/photo"));
    world.idle();

    assertThat(
            world
                .result(accepted.json().path("request_id").asText())
                .json()
                .at("/detail/0/type")
                .asText())
        .isEqualTo("file_download_error");
  }

  @Test
  void whatWasAcceptedSurvivesARestart() throws Exception {
    String done = ended();
    world.turn(World.quick().withLatency(Duration.ofSeconds(1), Duration.ZERO));
    String waiting = world.accepted("");
    world.restart();
    world.idle();

    assertThat(world.result(done).status()).isEqualTo(200);
    assertThat(world.result(waiting).status()).isEqualTo(200);
  }

  @Test
  void complaintsEchoTheInput() throws Exception {
    Answer missing = world.call("POST", "/" + World.ENDPOINT, "Key a-key", "{\"prompt\":\"Hm\"}");
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.json().at("/detail/0/type").asText()).isEqualTo("missing");
    assertThat(missing.json().at("/detail/0/loc/1").asText()).isEqualTo("image_url");
    assertThat(missing.json().at("/detail/0/input/prompt").asText()).isEqualTo("Hm");
    Answer number =
        world.call(
            "POST",
            "/" + World.ENDPOINT,
            "Key a-key",
            World.input(World.photo()).replace("\"5\"", "5"));
    assertThat(number.json().at("/detail/0/ctx/expected").asText()).isEqualTo("'5', '10'");
    assertThat(number.json().at("/detail/0/input").asInt()).isEqualTo(5);
  }

  /** A request that is over, after failing like this if at all. */
  private String ended(SimulatedFailure... failures) throws Exception {
    world.turn(World.quick().withFailures(failures));
    String id = world.accepted("");
    world.idle();
    return id;
  }
}
