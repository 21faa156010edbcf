package io.lethe.dev.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentIdentityTest {
  /** The example of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String ASKED =
      "response_type=code&client_id=console&redirect_uri=http://localhost:1/in&state=s&nonce=n"
          + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void givesATokenToWhoeverAsksWithAForm() throws Exception {
    try (DevelopmentIdentity identity = start()) {
      HttpResponse<String> answer =
          post(identity, "application/x-www-form-urlencoded", "subject=some%20body");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(subjectOf(token(answer), identity)).isEqualTo("some body");
    }
  }

  @Test
  void givesATokenToWhoeverAsksWithJson() throws Exception {
    try (DevelopmentIdentity identity = start()) {
      HttpResponse<String> answer =
          post(identity, "application/json", "{\"subject\": \"somebody\"}");

      assertThat(subjectOf(token(answer), identity)).isEqualTo("somebody");
    }
  }

  @Test
  void saysOnItsSignInPageThatItIsForDevelopment() throws Exception {
    try (DevelopmentIdentity identity = start()) {
      HttpResponse<String> page =
          http.send(
              HttpRequest.newBuilder(URI.create(identity.issuer() + "/authorize?" + ASKED)).build(),
              BodyHandlers.ofString());

      assertThat(page.body()).contains("This is the development identity provider", "<label");
    }
  }

  @Test
  void givesAnIdTokenForACodeOnceAndOnlyWithTheVerifier() throws Exception {
    try (DevelopmentIdentity identity = start()) {
      String form = "application/x-www-form-urlencoded";
      for (String verifier : new String[] {"another", VERIFIER}) {
        HttpResponse<String> back =
            http.send(
                HttpRequest.newBuilder(URI.create(identity.issuer() + "/authorize"))
                    .header("Content-Type", form)
                    .POST(BodyPublishers.ofString(ASKED + "&name=sam&operator=yes"))
                    .build(),
                BodyHandlers.ofString());
        String code =
            back.headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst(".*code=([^&]*).*", "$1");
        String redeem =
            "grant_type=authorization_code&client_id=console&redirect_uri=http://localhost:1/in&code="
                + code
                + "&code_verifier="
                + verifier;

        assertThat(post(identity, form, redeem).statusCode())
            .isEqualTo(verifier.equals(VERIFIER) ? 200 : 400);
        assertThat(post(identity, form, redeem).statusCode()).isEqualTo(400);
      }
    }
  }

  @Test
  void sendsNoCodeToAnotherMachine() throws Exception {
    try (DevelopmentIdentity identity = start()) {
      String asked = ASKED.replace("localhost", "elsewhere.example");
      assertThat(
              http.send(
                      HttpRequest.newBuilder(URI.create(identity.issuer() + "/authorize?" + asked))
                          .build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void refusesARequestThatNamesNobody() throws Exception {
    try (DevelopmentIdentity identity = start()) {
      assertThat(post(identity, "application/json", "{\"subject\":").statusCode()).isEqualTo(400);
      assertThat(post(identity, "text/plain", "").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void keepsItsKeySoThatTokensOutliveARestart() throws Exception {
    String token;
    try (DevelopmentIdentity identity = start()) {
      token = identity.tokenFor("somebody");
    }
    try (DevelopmentIdentity again = start()) {
      JsonWebKeySet keys = new JsonWebKeySet(get(again.jwks()));
      assertThat(claims(token, keys).getSubject()).isEqualTo("somebody");
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("keys/identity.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void canGiveATokenThatHasExpired() throws Exception {
    try (DevelopmentIdentity identity = start()) {
      String token = identity.tokenFor("somebody", Duration.ofHours(-1));

      assertThatThrownBy(() -> subjectOf(token, identity)).isInstanceOf(InvalidJwtException.class);
    }
  }

  @Test
  void publishesNoPrivateKey() throws Exception {
    try (DevelopmentIdentity identity = start()) {
      assertThat(get(identity.jwks())).contains("\"kty\":\"EC\"").doesNotContain("\"d\"");
    }
  }

  private DevelopmentIdentity start() throws Exception {
    return DevelopmentIdentity.start(0, folder.resolve("keys/identity.json"), Clock.systemUTC());
  }

  private HttpResponse<String> post(DevelopmentIdentity identity, String type, String body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(identity.issuer() + "/token"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String get(URI address) throws Exception {
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  private static String token(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
  }

  private String subjectOf(String token, DevelopmentIdentity identity) throws Exception {
    JwtClaims claims = claims(token, new JsonWebKeySet(get(identity.jwks())));
    assertThat(claims.getIssuer()).isEqualTo(identity.issuer());
    return claims.getSubject();
  }

  private static JwtClaims claims(String token, JsonWebKeySet keys) throws InvalidJwtException {
    return new JwtConsumerBuilder()
        .setExpectedAudience("lethe")
        .setRequireExpirationTime()
        .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
        .build()
        .processToClaims(token);
  }
}
