package io.lethe.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.api.testing.Answer;
import io.lethe.api.testing.RunningApi;
import io.lethe.api.testing.TestIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BearerFilterTest {
  @RegisterExtension static final RunningApi API = new RunningApi();

  private static final String GUARDED = "/v1/videos";

  private static Answer with(String token) {
    return API.caller(token).get(GUARDED);
  }

  @Test
  void letsInWhoHasAGoodToken() {
    assertThat(API.newSubject().get(GUARDED).status()).isEqualTo(200);
  }

  @Test
  void refusesWhoHasNoTokenAndSaysHowToSendOne() {
    Answer answer = API.caller(null).get(GUARDED);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("token-missing");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"lethe\"");
  }

  @Test
  void refusesAnExpiredToken() {
    String expired =
        API.issuer()
            .token(
                "somebody",
                claims -> claims.setExpirationTime(NumericDate.fromSeconds(1_700_000_000)));
    Answer answer = with(expired);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("token-expired");
    assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
  }

  @Test
  void refusesATokenThatNeverExpires() {
    refused(API.issuer().token("somebody", claims -> claims.unsetClaim("exp")));
  }

  @Test
  void refusesATokenOfAnotherIssuer() {
    refused(API.issuer().token("somebody", claims -> claims.setIssuer("https://elsewhere.test")));
  }

  @Test
  void refusesATokenForAnotherAudience() {
    refused(API.issuer().token("somebody", claims -> claims.setAudience("another-app")));
  }

  @Test
  void refusesATokenOfNobody() {
    refused(API.issuer().token("somebody", claims -> claims.unsetClaim("sub")));
  }

  @Test
  void refusesATokenSignedWithAKeyThatIsNotTheIssuers() {
    JwtClaims claims = TestIssuer.claims("somebody", same -> {});
    refused(TestIssuer.sign(claims, TestIssuer.newKey("test-key")));
    refused(TestIssuer.sign(claims, TestIssuer.newKey("unknown-key")));
  }

  @Test
  void refusesATokenThatIsNotSigned() throws JoseException {
    JsonWebSignature unsigned = new JsonWebSignature();
    unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
    unsigned.setPayload(TestIssuer.claims("somebody", same -> {}).toJson());
    refused(unsigned.getCompactSerialization());
  }

  @Test
  void refusesATokenSignedWithASharedSecret() throws JoseException {
    JsonWebSignature shared = new JsonWebSignature();
    shared.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    shared.setKeyIdHeaderValue("test-key");
    shared.setKey(new HmacKey(new byte[32]));
    shared.setPayload(TestIssuer.claims("somebody", same -> {}).toJson());
    refused(shared.getCompactSerialization());
  }

  @Test
  void refusesWhatIsNoToken() {
    refused("no-token");
    refused("");
  }

  @Test
  void refusesATokenInTheAddressEvenIfItIsGood() {
    String token = API.issuer().token("somebody");
    Answer answer = API.caller(null).get(GUARDED + "?access_token=" + token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("token-in-address");
    assertThat(API.caller(token).get(GUARDED + "?access_token=" + token).status()).isEqualTo(401);
  }

  @Test
  void everyRouteThatIsNotPublicNeedsAToken() {
    var document = API.description().document();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        boolean isPublic = operation.getValue().path("security").isArray();
        if (!operation.getKey().equals("parameters") && !isPublic) {
          String address = path.getKey().replaceAll("\\{[^}]+}", "anything");
          Answer answer =
              API.caller(null)
                  .send(
                      operation.getKey().toUpperCase(Locale.ROOT),
                      address,
                      BodyPublishers.noBody());
          assertThat(answer.status()).as("%s %s", operation.getKey(), address).isEqualTo(401);
        }
      }
    }
  }

  @Test
  void keepsNothingOfTheTokenButADigest() {
    String name = "somebody-whose-name-must-not-be-kept";
    API.caller(API.issuer().token(name)).get(GUARDED);
    String subjects =
        API.ledger()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT string_agg(s::text, ' ') FROM subjects s")
                        .mapTo(String.class)
                        .one());
    assertThat(subjects).doesNotContain(name).doesNotContain(TestIssuer.ISSUER);
  }

  private static void refused(String token) {
    Answer answer = with(token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isIn("token-invalid", "token-missing");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }
}
