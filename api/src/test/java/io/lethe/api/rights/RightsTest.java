package io.lethe.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.lethe.domain.rights.RequestId;
import io.lethe.storage.rights.Rights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RightsTest {
  private static final String REQUESTS = "/v1/rights-requests";

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void aRequestIsReceivedAndItsWorkflowStarted() {
    Answer asked = ask(signedIn(Duration.ZERO), "ACCESS");

    assertThat(asked.status()).isEqualTo(201);
    assertThat(asked.text("/status")).isEqualTo("in_progress");
    Instant received = Instant.parse(asked.text("/receivedAt"));
    assertThat(Duration.between(received, Instant.parse(asked.text("/expectedBy"))))
        .isBetween(Duration.ofDays(28), Duration.ofDays(30));
    assertThat(API.temporal().signals("rights/" + asked.text("/requestId")))
        .containsExactly("changed");
    assertThat(API.temporal().history("rights/" + asked.text("/requestId")))
        .doesNotContain("planted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCESS", "DELETION"})
  void anOldSignInIsNotEnough(String right) {
    Answer refused = ask(signedIn(Duration.ofHours(1)), right);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.problem()).isEqualTo("sign-in-again");
    assertThat(refused.header("WWW-Authenticate"))
        .contains("insufficient_user_authentication", "max_age=\"900\"");
    assertThat(ask(API.newSubject(), right).problem()).isEqualTo("sign-in-again");
  }

  @Test
  void anObjectionToMarketingNeedsNoFreshSignInAndIsDoneAtOnce() {
    Answer asked = ask(API.newSubject(), "MARKETING_OPT_OUT");

    assertThat(asked.text("/status")).isEqualTo("fulfilled");
  }

  @Test
  void askedTwiceIsOneRequestAndTheStatusLinkIsToldOnce() {
    Caller subject = signedIn(Duration.ZERO);
    Answer first = ask(subject, "DELETION");
    Answer second = ask(subject, "DELETION");

    assertThat(second.text("/requestId")).isEqualTo(first.text("/requestId"));
    assertThat(first.json().has("statusHref")).isTrue();
    assertThat(second.json().has("statusHref")).isFalse();
    assertThat(subject.get(REQUESTS).json().at("/requests")).hasSize(1);
  }

  @Test
  void anotherSubjectsRequestIsNone() {
    String id = ask(signedIn(Duration.ZERO), "ACCESS").text("/requestId");
    Caller other = signedIn(Duration.ZERO);

    assertThat(other.get(REQUESTS + "/" + id).problem()).isEqualTo("no-such-request");
    assertThat(other.delete(REQUESTS + "/" + id).problem()).isEqualTo("no-such-request");
    assertThat(other.get(REQUESTS + "/" + id + "/package").problem()).isEqualTo("no-such-request");
    assertThat(other.get(REQUESTS).json().at("/requests")).isEmpty();
  }

  @Test
  void isTakenBack() {
    Caller subject = signedIn(Duration.ZERO);
    String id = ask(subject, "ACCESS").text("/requestId");

    assertThat(subject.delete(REQUESTS + "/" + id).text("/status")).isEqualTo("revoked");
    assertThat(subject.delete(REQUESTS + "/" + id).text("/status")).isEqualTo("revoked");
  }

  @Test
  void isNotTakenBackOnceItIsBeingCarriedOut() {
    Caller subject = signedIn(Duration.ZERO);
    String id = ask(subject, "ACCESS").text("/requestId");
    rights().course().begin(RequestId.of(id));

    assertThat(subject.delete(REQUESTS + "/" + id).problem()).isEqualTo("request-elsewhere");
  }

  @Test
  void thePackageIsDownloadedOnceAndThenErased() throws IOException {
    Caller subject = signedIn(Duration.ZERO);
    subject.patch("/v1/me", "{\"displayName\":\"planted\"}");
    String id = ask(subject, "ACCESS").text("/requestId");
    assertThat(subject.get(REQUESTS + "/" + id + "/package").problem())
        .isEqualTo("no-such-package");
    prepare(id);

    Answer first = subject.get(REQUESTS + "/" + id + "/package");

    assertThat(first.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"your-data.zip\"");
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(first.body()))) {
      assertThat(zip.getNextEntry().getName()).isEqualTo("data.json");
      assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).contains("planted");
    }
    assertThat(subject.get(REQUESTS + "/" + id + "/package").problem())
        .isEqualTo("no-such-package");
    assertThat(API.filesInVault()).noneMatch(file -> file.toString().contains("packages"));
  }

  @Test
  void theMailedLinkDownloadsOnceAndNotByOpeningIt() {
    Caller subject = signedIn(Duration.ZERO);
    String address = UUID.randomUUID() + "@example.org";
    subject.patch("/v1/me", "{\"email\":\"" + address + "\"}");
    Caller anyone = API.caller(null);
    anyone.post(API.mail().newest(address).get("path"), "");
    prepare(ask(subject, "ACCESS").text("/requestId"));
    String link = API.mail().newest(address).get("path");

    assertThat(anyone.get(link).status()).isEqualTo(200);
    assertThat(anyone.post(link, "").header("Content-Type")).isEqualTo("application/zip");
    assertThat(anyone.post(link, "").problem()).isEqualTo("no-such-link");
  }

  @Test
  void aDeletionEndsInAReceiptThatIsThereWithoutAnAccount() throws IOException {
    Caller subject = signedIn(Duration.ZERO);
    String address = UUID.randomUUID() + "@example.org";
    subject.patch("/v1/me", "{\"displayName\":\"planted\",\"email\":\"" + address + "\"}");
    Caller anyone = API.caller(null);
    anyone.post(API.mail().newest(address).get("path"), "");
    Answer asked = ask(subject, "DELETION");
    RequestId id = RequestId.of(asked.text("/requestId"));
    rights().course().begin(id);
    rights().deletions().begin(id);

    assertThat(subject.post("/v1/videos", Caller.ORDER).problem()).isEqualTo("being-forgotten");
    assertThat(subject.patch("/v1/me", "{\"displayName\":\"x\"}").problem())
        .isEqualTo("being-forgotten");
    assertThat(anyone.get(asked.text("/statusHref")).text("/status")).isEqualTo("in_progress");

    rights().deletions().eraseHoldings(id);
    rights().deletions().issueReceipt(id);

    Answer status = anyone.get(asked.text("/statusHref"));
    assertThat(status.text("/status")).isEqualTo("fulfilled");
    String payload =
        new String(
            Base64.getUrlDecoder().decode(status.text("/receipt").split("\\.")[1]),
            StandardCharsets.UTF_8);
    assertThat(new ObjectMapper().readTree(payload).get("requestId").asText())
        .isEqualTo(id.toString());
    assertThat(status.json().toString()).doesNotContain("planted");
    Answer page = anyone.get(asked.text("/statusHref"), "Accept", "text/html");
    assertThat(new String(page.body(), StandardCharsets.UTF_8))
        .contains("<li>Your e-mail address, sealed: It is kept to tell you", "signed receipt")
        .doesNotContain("planted", address);
    assertThat(subject.get("/v1/me").json()).isEmpty();
    assertThat(subject.get(REQUESTS).json().at("/requests")).isEmpty();
  }

  @Test
  void theMailedLinkShowsPeopleAPageAndProgramsJson() {
    Caller subject = signedIn(Duration.ZERO);
    String address = UUID.randomUUID() + "@example.org";
    subject.patch("/v1/me", "{\"email\":\"" + address + "\"}");
    Caller anyone = API.caller(null);
    anyone.post(API.mail().newest(address).get("path"), "");
    ask(subject, "CORRECTION");
    String link = API.mail().newest(address).get("path");

    Answer page = anyone.get(link, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(new String(page.body(), StandardCharsets.UTF_8))
        .contains("correction of your data", "We are at work on it")
        .doesNotContain("planted", address);
    assertThat(anyone.get(link).text("/status")).isEqualTo("in_progress");
    assertThat(anyone.get(link, "Accept", "*/*").text("/right")).isEqualTo("CORRECTION");
    assertThat(
            anyone
                .get("/v1/public/rights-requests/" + "A".repeat(43), "Accept", "text/html")
                .problem())
        .isEqualTo("no-such-link");
  }

  @Test
  void whoHasNothingButAnAddressAsksByAMailedLink() {
    Caller anyone = API.caller(null);
    String known = UUID.randomUUID() + "@example.org";
    Caller subject = signedIn(Duration.ZERO);
    subject.patch("/v1/me", "{\"email\":\"" + known + "\"}");
    anyone.post(API.mail().newest(known).get("path"), "");

    Answer forKnown = askByAddress(known);
    Answer forUnknown = askByAddress(UUID.randomUUID() + "@example.org");
    assertThat(forKnown.status()).isEqualTo(202);
    assertThat(forUnknown.status()).isEqualTo(202);
    assertThat(forKnown.body()).isEqualTo(forUnknown.body()).isEmpty();

    String link = API.mail().newest(known).get("path");
    assertThat(anyone.get(link).status()).isEqualTo(200);
    assertThat(subject.get(REQUESTS).json().at("/requests")).isEmpty();
    Answer confirmed = anyone.post(link, "");
    String page = new String(confirmed.body(), StandardCharsets.UTF_8);
    String status = page.replaceAll("(?s).*href=\"([^\"]+)\".*", "$1");
    assertThat(anyone.get(status).text("/status")).isEqualTo("in_progress");
    assertThat(subject.get(REQUESTS).json().at("/requests")).hasSize(1);
    assertThat(anyone.post(link, "").problem()).isEqualTo("no-such-link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"email\":\"a@example.org\\r\\nBcc: b@example.org\",\"right\":\"ACCESS\"}",
        "{\"right\":\"ACCESS\"}",
        "{\"email\":\"a@example.org\"}"
      })
  void refusesAnAddressThatIsNone(String body) {
    Answer refused = API.caller(null).post("/v1/public/rights-requests", body);

    assertThat(refused.problem()).isEqualTo("invalid-field");
    assertThat(refused.json().toString()).doesNotContain("Bcc");
  }

  private static Answer askByAddress(String address) {
    return API.caller(null)
        .post("/v1/public/rights-requests", "{\"email\":\"" + address + "\",\"right\":\"ACCESS\"}");
  }

  @Test
  void aCorrectionSaysOfEachThingWhatBecameOfIt() {
    Caller subject = API.newSubject();
    subject.patch("/v1/me", "{\"displayName\":\"planted-Ada\"}");
    Answer asked =
        subject.post(
            REQUESTS,
            """
            {"right": "CORRECTION",
             "corrections": [{"field": "DISPLAY_NAME", "value": " <b>planted-Grace</b> "},
                             {"field": "LOCALE", "value": null}],
             "statement": {"about": "usage", "words": "planted: my phone was stolen"}}""");
    assertThat(asked.status()).isEqualTo(201);
    assertThat(asked.text("/corrections/0/field")).isEqualTo("DISPLAY_NAME");
    assertThat(asked.json().at("/corrections/0").has("outcome")).isFalse();
    RequestId id = RequestId.of(asked.text("/requestId"));

    rights().course().begin(id);
    rights().corrections().carryOut(id);

    Answer done = subject.get(REQUESTS + "/" + id);
    assertThat(done.text("/status")).isEqualTo("fulfilled");
    assertThat(done.text("/corrections/0/outcome")).isEqualTo("CORRECTED");
    assertThat(done.text("/corrections/1/outcome")).isEqualTo("UNCHANGED");
    assertThat(done.text("/processingDetails")).contains("your name", "nobody has to be told");
    assertThat(subject.get("/v1/me").text("/displayName")).isEqualTo("<b>planted-Grace</b>");
    assertThat(API.temporal().history("rights/" + id)).doesNotContain("planted");
    assertThat(API.caller(null).get(asked.text("/statusHref")).json().toString())
        .doesNotContain("planted", "DISPLAY_NAME");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"right\":\"ACCESS\",\"corrections\":[] | /corrections",
        "\"right\":\"DELETION\",\"statement\":{\"about\":\"usage\",\"words\":\"x\"} | /statement",
        "\"right\":\"CORRECTION\",\"corrections\":[{\"value\":\"x\"}] | /corrections/0/field",
        "\"right\":\"CORRECTION\",\"corrections\":[null] | /corrections/0/field",
        "\"right\":\"CORRECTION\",\"corrections\":[{\"field\":\"EMAIL\",\"value\":\"x\"}] | /corrections/0/value",
        "\"right\":\"CORRECTION\",\"corrections\":[{\"field\":\"DEVICE\"}] | /corrections/0/value",
        "\"right\":\"CORRECTION\",\"corrections\":[{\"field\":\"LOCALE\"},{\"field\":\"LOCALE\"}] | /corrections/1/field",
        "\"right\":\"CORRECTION\",\"statement\":{\"about\":\"me\",\"words\":\"x\"} | /statement/about",
        "\"right\":\"CORRECTION\",\"statement\":{\"about\":\"usage\",\"words\":\" \"} | /statement/words"
      })
  void refusesACorrectionThatCannotBeMade(String members, String pointer) {
    Answer refused = signedIn(Duration.ZERO).post(REQUESTS, "{" + members + "}");

    assertThat(refused.problem()).isEqualTo("invalid-field");
    assertThat(refused.text("/pointer")).isEqualTo(pointer);
  }

  @Test
  void aMadeUpStatusLinkLeadsNowhere() {
    assertThat(API.caller(null).get("/v1/public/rights-requests/abc").problem())
        .isEqualTo("no-such-link");
    assertThat(API.caller(null).get("/v1/public/rights-requests/" + "A".repeat(43)).problem())
        .isEqualTo("no-such-link");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | invalid-field",
        "{\"right\":\"EVERYTHING\"} | unexpected-json",
        "{\"right\":\"ACCESS\",\"for\":\"somebody else\"} | unexpected-json"
      })
  void refusesWhatIsNotDescribed(String body, String problem) {
    assertThat(signedIn(Duration.ZERO).post(REQUESTS, body).problem()).isEqualTo(problem);
  }

  @Test
  void namesTheRightsThereAreToWhoAsksForAnother() {
    Answer refused = signedIn(Duration.ZERO).post(REQUESTS, "{\"right\":\"PLANTED\"}");

    assertThat(refused.text("/detail"))
        .isEqualTo("It is one of: ACCESS, CORRECTION, DELETION, MARKETING_OPT_OUT.");
    assertThat(refused.json().toString()).doesNotContain("PLANTED");
  }

  private static Answer ask(Caller subject, String right) {
    return subject.post(REQUESTS, "{\"right\":\"" + right + "\",\"details\":\"planted words\"}");
  }

  private static void prepare(String id) {
    rights().course().begin(RequestId.of(id));
    rights().packages().prepare(RequestId.of(id), () -> {});
  }

  private static Rights rights() {
    return API.stores().people().rights();
  }

  private static Caller signedIn(Duration ago) {
    return API.caller(
        API.issuer()
            .token(
                UUID.randomUUID().toString(),
                claims ->
                    claims.setNumericDateClaim(
                        "auth_time",
                        NumericDate.fromSeconds(Instant.now().minus(ago).getEpochSecond()))));
  }
}
