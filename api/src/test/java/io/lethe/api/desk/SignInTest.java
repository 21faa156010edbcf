package io.lethe.api.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.staff.ConsoleGate;
import io.lethe.api.testing.RunningApi;
import io.lethe.api.testing.StaffBrowser;
import io.lethe.storage.staff.AuditEntry;
import io.lethe.storage.staff.StaffAct;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignInTest {
  private static final String SESSION = "console-session";

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void letsNobodyInWithoutASessionAndSaysWhereToSignIn() {
    StaffBrowser.Seen seen = API.browser().get("/console/operations");

    assertThat(seen.status()).isEqualTo(401);
    assertThat(seen.body()).contains("Please sign in", "href=\"/console/sign-in\"");
  }

  @Test
  void asksTheProviderWithStateNonceAndPkce() {
    assertThat(API.browser().leave())
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "lethe-console")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", "http://localhost:8080/console/signed-in")
        .containsKeys("state", "nonce", "code_challenge");
  }

  @Test
  void signsInAndOutAgainAlsoWhereTheCookieWasCopied() {
    StaffBrowser sam = API.browser().signIn("sam", "operator");
    String copied = sam.cookies().getOrDefault(SESSION, "");
    assertThat(sam.get("/console/operations").status()).isEqualTo(200);

    String page = sam.get("/console/operations").body();
    String word = page.replaceFirst("(?s).*name=\"word\" value=\"([^\"]+)\".*", "$1");
    assertThat(sam.postRaw("/console/sign-out", Map.of(ConsoleGate.WORD, word)).status())
        .isEqualTo(303);

    assertThat(sam.cookies()).doesNotContainKey(SESSION);
    sam.cookies().put(SESSION, copied);
    assertThat(sam.get("/console/operations").status()).isEqualTo(401);
    assertThat(API.stores().staff().log().newest(2))
        .extracting(AuditEntry::act)
        .containsExactly(StaffAct.SIGNED_OUT, StaffAct.SIGNED_IN);
  }

  @Test
  void keepsTheSessionFromScriptsAndOtherSites() {
    String cookies = API.browser().comeBack("sam", roles("operator")).header("set-cookie");

    assertThat(cookies).contains("HttpOnly", "SameSite=Lax", "Path=/");
  }

  static Stream<Arguments> tokensThatAreNotAccepted() {
    return Stream.of(
        Arguments.of("another nonce", change(claims -> claims.setStringClaim("nonce", "other"))),
        Arguments.of("no nonce", change(claims -> claims.unsetClaim("nonce"))),
        Arguments.of("another audience", change(claims -> claims.setAudience("lethe"))),
        Arguments.of("another issuer", change(claims -> claims.setIssuer("https://other.test"))),
        Arguments.of("another party", change(claims -> claims.setStringClaim("azp", "other"))),
        Arguments.of(
            "an end that has passed",
            change(claims -> claims.setExpirationTimeMinutesInTheFuture(-5))));
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("tokensThatAreNotAccepted")
  void takesNoIdTokenThatIsNotForThisSignIn(String what, Consumer<JwtClaims> change) {
    StaffBrowser sam = API.browser();

    StaffBrowser.Seen seen = sam.comeBack("sam", roles("operator").andThen(change));

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.body()).contains("The sign-in did not succeed");
    assertThat(sam.cookies()).doesNotContainKey(SESSION);
  }

  @Test
  void takesNobodyWithoutARole() {
    StaffBrowser.Seen seen = API.browser().comeBack("sam", roles("janitor"));

    assertThat(seen.status()).isEqualTo(403);
    assertThat(seen.body()).contains("You have no role here");
  }

  @Test
  void takesNoCodeThatComesBackWithAnotherState() {
    StaffBrowser sam = API.browser();
    Map<String, String> asked = sam.leave();
    String code = sam.code(asked, "sam", roles("operator"));

    assertThat(sam.get("/console/signed-in?state=other&code=" + code).status()).isEqualTo(400);
    assertThat(sam.get("/console/signed-in?code=" + code).status()).isEqualTo(400);
    assertThat(
            sam.get("/console/signed-in?error=access_denied&state=" + asked.get("state")).status())
        .isEqualTo(400);
  }

  @Test
  void takesNoCodeInABrowserThatDidNotLeave() {
    StaffBrowser sam = API.browser();
    Map<String, String> asked = sam.leave();
    String code = sam.code(asked, "sam", roles("operator"));

    assertThat(
            API.browser()
                .get("/console/signed-in?state=" + asked.get("state") + "&code=" + code)
                .status())
        .isEqualTo(400);
  }

  @Test
  void takesNoCodeThatWasAskedForWithAnotherChallenge() {
    StaffBrowser sam = API.browser();
    Map<String, String> asked = sam.leave();
    Map<String, String> stolen = API.browser().leave();
    String code =
        sam.code(
            Map.of(
                "code_challenge", stolen.getOrDefault("code_challenge", ""),
                "nonce", asked.getOrDefault("nonce", ""),
                "client_id", asked.getOrDefault("client_id", "")),
            "sam",
            roles("operator"));

    assertThat(sam.get("/console/signed-in?state=" + asked.get("state") + "&code=" + code).status())
        .isEqualTo(400);
  }

  @Test
  void takesNoSessionThatWasAlteredOrSealedForSomethingElse() {
    StaffBrowser sam = API.browser().signIn("sam", "operator");
    String session = sam.cookies().getOrDefault(SESSION, "");
    sam.leave();
    String other = sam.cookies().getOrDefault("console-sign-in", "");

    for (String forged : new String[] {session.substring(1), session + "A", other, "x"}) {
      sam.cookies().put(SESSION, forged);
      assertThat(sam.get("/console/operations").status()).isEqualTo(401);
    }
  }

  private static Consumer<JwtClaims> roles(String... roles) {
    return claims -> claims.setStringListClaim("roles", roles);
  }

  private static Consumer<JwtClaims> change(Consumer<JwtClaims> change) {
    return change;
  }
}
