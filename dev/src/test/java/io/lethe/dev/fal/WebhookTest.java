package io.lethe.dev.fal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.dev.fal.Receiver.Message;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.knob.WebhookKnobs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {
  /** What X.509 puts before the 32 bytes of an Ed25519 key (RFC 8410). */
  private static final String KEY_PREFIX = "302a300506032b6570032100";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private World world;
  private Receiver receiver;

  @BeforeEach
  void start() throws Exception {
    receiver = new Receiver();
    world = new World(folder, Clock.systemUTC());
    world.turn(World.quick().with(WebhookKnobs.real().withCompression(100)));
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
    receiver.close();
  }

  @Test
  void tellsTheResultSignedWithAPublishedKey() throws Exception {
    String id = world.accepted(World.webhook(receiver.hook()));
    Message message = receiver.message();

    JsonNode body = body(message);
    assertThat(body.path("request_id").asText()).isEqualTo(id);
    assertThat(body.path("gateway_request_id").asText()).isNotEmpty();
    assertThat(body.path("status").asText()).isEqualTo("OK");
    assertThat(body.path("payload")).isEqualTo(world.result(id).json());
    assertThat(message.headers())
        .containsEntry("X-Fal-Webhook-Request-Id", id)
        .containsEntry("X-Fal-Webhook-User-Id", World.ACCOUNT);
    assertThat(age(message)).isLessThan(Duration.ofMinutes(1));
    assertThat(signedByAPublishedKey(message)).isTrue();
  }

  @Test
  void tellsAFailureWithTheModelsOwnWords() throws Exception {
    world.turn(world.fal().knobs().withFailures(SimulatedFailure.CONTENT_POLICY));
    String id = world.accepted(World.webhook(receiver.hook()));
    JsonNode body = body(receiver.message());

    assertThat(body.path("status").asText()).isEqualTo("ERROR");
    assertThat(body.path("error").asText()).isEqualTo("Unexpected status code: 422");
    assertThat(body.at("/payload/detail/0/type").asText()).isEqualTo("content_policy_violation");
    assertThat(body.path("request_id").asText()).isEqualTo(id);
  }

  @Test
  void comesAgainUntilA2xxAnswers() throws Exception {
    receiver.answerWith(500, 404, 503);
    String id = world.accepted(World.webhook(receiver.hook()));

    for (int attempt = 1; attempt <= 4; attempt++) {
      assertThat(body(receiver.message()).path("request_id").asText()).isEqualTo(id);
    }
    assertThat(happened(id, "webhook, attempt 4: 200")).isTrue();
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void aRedirectIsTheEndOfIt() throws Exception {
    receiver.answerWith(302);
    String id = world.accepted(World.webhook(receiver.hook()));
    receiver.message();

    assertThat(happened(id, "webhook, attempt 1: 302")).isTrue();
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void theForgedTheForeignAndTheOldLookLikeIt() throws Exception {
    world.turn(
        world
            .fal()
            .knobs()
            .withFailures(
                SimulatedFailure.WEBHOOK_FORGED,
                SimulatedFailure.WEBHOOK_WRONG_ACCOUNT,
                SimulatedFailure.WEBHOOK_OLD));

    world.accepted(World.webhook(receiver.hook()));
    assertThat(signedByAPublishedKey(receiver.message())).isFalse();
    world.accepted(World.webhook(receiver.hook()));
    Message foreign = receiver.message();
    assertThat(signedByAPublishedKey(foreign)).isTrue();
    assertThat(foreign.headers().get("X-Fal-Webhook-User-Id")).isNotEqualTo(World.ACCOUNT);
    world.accepted(World.webhook(receiver.hook()));
    Message old = receiver.message();
    assertThat(signedByAPublishedKey(old)).isTrue();
    assertThat(age(old)).isGreaterThan(Duration.ofMinutes(5));
  }

  @Test
  void aKeyThatCameLaterIsInTheListByThen() throws Exception {
    JsonNode before = world.get("/.well-known/jwks.json").json();
    world.turn(world.fal().knobs().withFailures(SimulatedFailure.WEBHOOK_NEW_KEY));
    world.accepted(World.webhook(receiver.hook()));
    Message message = receiver.message();

    assertThat(signedBy(message, before)).isFalse();
    assertThat(signedByAPublishedKey(message)).isTrue();
  }

  @Test
  void comesTwiceOrWithoutItsPayload() throws Exception {
    world.turn(
        world
            .fal()
            .knobs()
            .withFailures(SimulatedFailure.WEBHOOK_TWICE, SimulatedFailure.WEBHOOK_PAYLOAD_ERROR));
    world.accepted(World.webhook(receiver.hook()));
    assertThat(body(receiver.message())).isEqualTo(body(receiver.message()));

    world.accepted(World.webhook(receiver.hook()));
    JsonNode poor = body(receiver.message());
    assertThat(poor.path("payload").isNull()).isTrue();
    assertThat(poor.path("payload_error").asText()).isNotEmpty();
  }

  @Test
  void comesBeforeTheAnswerToTheSubmit() throws Exception {
    world.turn(world.fal().knobs().withFailures(SimulatedFailure.WEBHOOK_BEFORE_ANSWER));
    String id = world.accepted(World.webhook(receiver.hook()));

    assertThat(receiver.waiting()).isEqualTo(1);
    assertThat(body(receiver.message()).path("request_id").asText()).isEqualTo(id);
  }

  @Test
  void whoeverDoesNotAnswerIsToldAgain() throws Exception {
    world.turn(
        World.quick()
            .with(
                WebhookKnobs.real()
                    .withCompression(100)
                    .withTimeouts(Duration.ofMillis(200), Duration.ofMillis(200))));
    receiver.answerWith(0);
    String id = world.accepted(World.webhook(receiver.hook()));

    assertThat(happened(id, "webhook, attempt 2: 200")).isTrue();
    assertThat(world.fal().reception().eventsOf(id).stream().map(event -> event.words()))
        .contains("webhook, attempt 1: no answer");
  }

  @Test
  void comesLateOrNever() throws Exception {
    world.turn(
        World.quick()
            .with(WebhookKnobs.real().withLateBy(Duration.ofSeconds(1)))
            .withFailures(SimulatedFailure.WEBHOOK_NEVER, SimulatedFailure.WEBHOOK_LATE));
    world.accepted(World.webhook(receiver.hook()));
    String late = world.accepted(World.webhook(receiver.hook()));
    world.idle();
    assertThat(receiver.waiting()).isZero();

    assertThat(body(receiver.message()).path("request_id").asText()).isEqualTo(late);
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    world.turn(World.quick().withLatency(Duration.ofSeconds(2), Duration.ZERO));
    String id = world.accepted(World.webhook(receiver.hook()));
    world.restart();

    assertThat(body(receiver.message()).path("request_id").asText()).isEqualTo(id);
  }

  @Test
  void anAddressThatIsNoneIsRefused() throws Exception {
    assertThat(world.submit("?fal_webhook=ftp%3A%2F%2Fsomewhere").status()).isEqualTo(400);
    assertThat(world.fal().received()).isEmpty();
  }

  private boolean happened(String id, String what) throws InterruptedException {
    return world
        .fal()
        .reception()
        .awaitEvents(id, events -> events.contains(what), PATIENCE)
        .contains(what);
  }

  private static JsonNode body(Message message) throws Exception {
    return new ObjectMapper().readTree(message.body());
  }

  private static Duration age(Message message) {
    long seconds = Long.parseLong(message.headers().get("X-Fal-Webhook-Timestamp"));
    return Duration.between(Instant.ofEpochSecond(seconds), Instant.now()).abs();
  }

  private boolean signedByAPublishedKey(Message message) throws Exception {
    return signedBy(message, world.get("/.well-known/jwks.json").json());
  }

  private static boolean signedBy(Message message, JsonNode jwks) throws Exception {
    boolean signed = false;
    for (JsonNode jwk : jwks.path("keys")) {
      signed |= signedBy(message, Base64.getUrlDecoder().decode(jwk.path("x").asText()));
    }
    return signed;
  }

  private static boolean signedBy(Message message, byte[] raw) throws Exception {
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new X509EncodedKeySpec(
                    HexFormat.of().parseHex(KEY_PREFIX + HexFormat.of().formatHex(raw))));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(
        (message.headers().get("X-Fal-Webhook-Request-Id")
                + "\n"
                + message.headers().get("X-Fal-Webhook-User-Id")
                + "\n"
                + message.headers().get("X-Fal-Webhook-Timestamp")
                + "\n"
                + HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(message.body())))
            .getBytes(StandardCharsets.UTF_8));
    return signature.verify(
        HexFormat.of().parseHex(message.headers().get("X-Fal-Webhook-Signature")));
  }
}
