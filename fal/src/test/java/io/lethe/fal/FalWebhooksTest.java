package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.fal.WebhookCheck.Forged;
import io.lethe.fal.WebhookCheck.Genuine;
import io.lethe.fal.WebhookCheck.NotCheckable;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FalWebhooksTest {
  private static final byte[] BODY =
      "{\"request_id\":\"%s\",\"status\":\"OK\",\"payload\":{}}"
          .formatted(Scene.ID)
          .getBytes(StandardCharsets.UTF_8);

  private final KeyPair keys = pair();
  private final MovingClock clock = new MovingClock();
  private Scene fal;
  private FalWebhooks webhooks;

  @BeforeEach
  void open() throws Exception {
    fal = new Scene();
    webhooks = new FalClient(fal.settings, clock).webhooks();
  }

  @AfterEach
  void close() {
    fal.close();
  }

  @Test
  void knowsFalsSignature() {
    publishes(keys);

    assertThat(webhooks.check(signed(keys, Scene.ACCOUNT, clock.now, BODY), sha256(BODY)))
        .isEqualTo(new Genuine(Scene.ID));
  }

  @Test
  void fetchesTheKeysOnceADayAndWithoutOurKey() throws Exception {
    publishes(keys);
    publishes(keys);

    webhooks.check(signed(keys, Scene.ACCOUNT, clock.now, BODY), sha256(BODY));
    clock.now = clock.now.plus(Duration.ofHours(23));
    webhooks.check(signed(keys, Scene.ACCOUNT, clock.now, BODY), sha256(BODY));
    assertThat(fal.server.getRequestCount()).isEqualTo(1);
    clock.now = clock.now.plus(Duration.ofHours(2));
    webhooks.check(signed(keys, Scene.ACCOUNT, clock.now, BODY), sha256(BODY));

    assertThat(fal.server.getRequestCount()).isEqualTo(2);
    assertThat(fal.received().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void fetchesTheKeysAnewWhenNoneFitsButNotForEachForgery() {
    KeyPair added = pair();
    publishes(keys);
    webhooks.check(signed(keys, Scene.ACCOUNT, clock.now, BODY), sha256(BODY));
    publishes(keys, added);
    clock.now = clock.now.plus(Duration.ofMinutes(2));

    assertThat(webhooks.check(signed(added, Scene.ACCOUNT, clock.now, BODY), sha256(BODY)))
        .isInstanceOf(Genuine.class);
    for (int i = 0; i < 10; i++) {
      assertThat(webhooks.check(signed(pair(), Scene.ACCOUNT, clock.now, BODY), sha256(BODY)))
          .isEqualTo(new Forged("signature_wrong"));
    }

    assertThat(fal.server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void noticesEveryChangedByte() {
    publishes(keys);
    byte[] changed = BODY.clone();
    changed[changed.length - 2] ^= 1;

    assertThat(webhooks.check(signed(keys, Scene.ACCOUNT, clock.now, BODY), sha256(changed)))
        .isEqualTo(new Forged("signature_wrong"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301, -86_400})
  void refusesWhatIsOlderOrNewerThanClocksDiffer(long seconds) {
    Instant sent = clock.now.plusSeconds(seconds);

    assertThat(webhooks.check(signed(keys, Scene.ACCOUNT, sent, BODY), sha256(BODY)))
        .isEqualTo(new Forged("outside_the_time_window"));
    assertThat(fal.server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {-299, 299})
  void bearsWithClocksThatDiffer(long seconds) {
    publishes(keys);

    assertThat(
            webhooks.check(
                signed(keys, Scene.ACCOUNT, clock.now.plusSeconds(seconds), BODY), sha256(BODY)))
        .isInstanceOf(Genuine.class);
  }

  @Test
  void refusesAnotherAccountsWebhook() {
    assertThat(webhooks.check(signed(keys, "somebody-else", clock.now, BODY), sha256(BODY)))
        .isEqualTo(new Forged("another_account"));
  }

  @Test
  void refusesWhatIsNotSigned() {
    assertThat(webhooks.check(WebhookHeaders.of(Scene.ID, null, "1", null), sha256(BODY)))
        .isEqualTo(new Forged("headers_missing"));
    assertThat(
            webhooks.check(
                WebhookHeaders.of(
                    Scene.ID, Scene.ACCOUNT, "" + clock.now.getEpochSecond(), "no hex"),
                sha256(BODY)))
        .isEqualTo(new Forged("signature_malformed"));
  }

  @Test
  void doesNotKnowWithoutKeysAndAsksNotForEach() {
    fal.answersHtml(503);

    for (int i = 0; i < 3; i++) {
      assertThat(webhooks.check(signed(keys, Scene.ACCOUNT, clock.now, BODY), sha256(BODY)))
          .isInstanceOf(NotCheckable.class);
    }

    assertThat(fal.server.getRequestCount()).isEqualTo(1);
  }

  private void publishes(KeyPair... pairs) {
    fal.answers(
        200,
        Arrays.stream(pairs)
            .map(pair -> jwk(pair.getPublic().getEncoded()))
            .collect(Collectors.joining(",", "{\"keys\":[{\"kty\":\"RSA\"},", "]}")));
  }

  private static String jwk(byte[] x509) {
    byte[] point = Arrays.copyOfRange(x509, x509.length - 32, x509.length);
    return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}"
        .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(point));
  }

  private static WebhookHeaders signed(KeyPair keys, String account, Instant at, byte[] body) {
    try {
      String time = Long.toString(at.getEpochSecond());
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(
          (Scene.ID + "\n" + account + "\n" + time + "\n" + hash).getBytes(StandardCharsets.UTF_8));
      return WebhookHeaders.of(Scene.ID, account, time, HexFormat.of().formatHex(signature.sign()));
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final class MovingClock extends Clock {
    Instant now = Scene.NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
