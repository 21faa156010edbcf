package io.lethe.api.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lethe.api.testing.Answer;
import io.lethe.api.testing.RunningApi;
import io.lethe.domain.JobId;
import io.lethe.storage.egress.AttemptToken;
import io.lethe.storage.egress.BeginResult.Begun;
import io.lethe.storage.egress.Egress;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.EgressStatus;
import io.lethe.storage.egress.NewEgress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FalWebhooksResourceTest {
  private static final KeyPair FAL = pair();
  private static final String ACCOUNT = "our-account";

  @RegisterExtension
  static final RunningApi API =
      new RunningApi(Map.of("fal.rest", keysOf(FAL), "fal.account", ACCOUNT));

  private final String requestId = UUID.randomUUID().toString();
  private final String body =
      "{\"request_id\":\"" + requestId + "\",\"status\":\"OK\",\"payload\":{}}";

  private JobId job;
  private AttemptToken token;

  @BeforeEach
  void aJobWhoseSubmissionIsUnderWay() {
    String video = API.consentingSubject().orderedAddress();
    job = new JobId(UUID.fromString(video.substring(video.lastIndexOf('/') + 1)));
    API.workers().prepare(job);
    Begun begun =
        (Begun)
            API.stores()
                .egress()
                .begin(
                    new NewEgress(job, "fal.ai", "some/endpoint", List.of(EgressContent.FILE), 9));
    token = begun.token();
  }

  @Test
  void settlesASubmissionWhoseAnswerIsNotHereYet() {
    assertThat(tell(token, FAL, Instant.now()).status()).isEqualTo(204);

    assertThat(attempt().status()).isEqualTo(EgressStatus.ACCEPTED);
    assertThat(attempt().handle().requestId()).isEqualTo(requestId);
  }

  @Test
  void hearsTheSameTwiceAsOnce() {
    tell(token, FAL, Instant.now());

    assertThat(tell(token, FAL, Instant.now()).status()).isEqualTo(204);
    assertThat(attempt().handle().requestId()).isEqualTo(requestId);
  }

  @Test
  void takesNobodysWordButFals() {
    Answer answer = tell(token, pair(), Instant.now());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("not-genuine");
    assertThat(attempt().status()).isEqualTo(EgressStatus.SENDING);
  }

  @Test
  void takesNoOldWord() {
    assertThat(tell(token, FAL, Instant.now().minusSeconds(400)).status()).isEqualTo(403);
    assertThat(attempt().status()).isEqualTo(EgressStatus.SENDING);
  }

  @Test
  void refusesWhatIsNotSigned() {
    assertThat(API.caller(null).post("/v1/providers/fal/webhooks/" + token.value(), body).status())
        .isEqualTo(403);
  }

  @Test
  void acceptsWhatIsGenuineAndUnknownSoThatItIsNotRepeatedForAnHour() {
    assertThat(tell(AttemptToken.random(), FAL, Instant.now()).status()).isEqualTo(204);
    assertThat(attempt().status()).isEqualTo(EgressStatus.SENDING);
  }

  @Test
  void reopensNothingThatIsErased() {
    API.workers().erase(job, null);

    assertThat(tell(token, FAL, Instant.now()).status()).isEqualTo(204);
    // So that the sweeper knows what to stop and to delete.
    assertThat(attempt().status()).isEqualTo(EgressStatus.ACCEPTED);
  }

  private Egress attempt() {
    return API.stores().egress().attempts(job).get(0);
  }

  private Answer tell(AttemptToken token, KeyPair signer, Instant at) {
    String time = Long.toString(at.getEpochSecond());
    return API.caller(null)
        .send(
            "POST",
            "/v1/providers/fal/webhooks/" + token.value(),
            BodyPublishers.ofString(body),
            "Content-Type",
            "application/json",
            "X-Fal-Webhook-Request-Id",
            requestId,
            "X-Fal-Webhook-User-Id",
            ACCOUNT,
            "X-Fal-Webhook-Timestamp",
            time,
            "X-Fal-Webhook-Signature",
            signature(signer, time));
  }

  private String signature(KeyPair signer, String time) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(signer.getPrivate());
      signature.update(
          String.join("\n", requestId, ACCOUNT, time, HexFormat.of().formatHex(hash))
              .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(signature.sign());
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

  /** Serves the key as fal.ai does, for as long as the tests run. */
  private static String keysOf(KeyPair keys) {
    try {
      byte[] x509 = keys.getPublic().getEncoded();
      byte[] jwks =
          "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}]}"
              .formatted(
                  Base64.getUrlEncoder()
                      .withoutPadding()
                      .encodeToString(Arrays.copyOfRange(x509, x509.length - 32, x509.length)))
              .getBytes(StandardCharsets.UTF_8);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/.well-known/jwks.json",
          exchange -> {
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
          });
      server.start();
      return "http://127.0.0.1:" + server.getAddress().getPort();
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }
}
