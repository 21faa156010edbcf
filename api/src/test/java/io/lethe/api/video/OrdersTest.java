package io.lethe.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.lethe.api.testing.TestIssuer;
import io.lethe.domain.JobId;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.video.IdempotencyKey;
import io.lethe.storage.video.NewJob;
import io.lethe.storage.video.Quota;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {
  private static final String PATH = "/v1/videos";
  private static final String KEY = "Idempotency-Key";

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void answersWithTheJobAndWhereToUploadOnceTheGuardianIsThere() {
    Answer ordered = API.consentingSubject().order();

    assertThat(ordered.status()).isEqualTo(201);
    assertThat(ordered.text("/state")).isEqualTo("AWAITING_UPLOAD");
    assertThat(ordered.header("Location")).isEqualTo("/v1/videos/" + ordered.text("/id"));
    assertThat(ordered.text("/uploads/0/href")).endsWith("/uploads/photo");
    assertThat(ordered.text("/eraseBy")).isNotEmpty();
    assertThat(API.temporal().exists("erasure/" + ordered.text("/id"))).isTrue();
  }

  @Test
  void noHistoryHoldsThePrompt() {
    String marker = "marker-" + UUID.randomUUID();
    Answer ordered = API.consentingSubject().post(PATH, Caller.ORDER.replace("smile", marker));

    assertThat(API.temporal().history("erasure/" + ordered.text("/id"))).doesNotContain(marker);
    assertThat(ordered.json().toString()).doesNotContain(marker);
  }

  @Test
  void refusesAnOrderWithoutConsentAndNamesTheNotice() {
    long jobs = API.rows("jobs");
    Answer refused = API.newSubject().order();

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("consent-missing");
    assertThat(refused.json().toString())
        .contains("AI_PROCESSING")
        .contains("hash")
        .contains("/v1/privacy/notices");
    assertThat(API.rows("jobs")).isEqualTo(jobs);
  }

  @ParameterizedTest
  @CsvSource({
    "kling-2.5-turbo-standard, kling-9, unknown-model, /model",
    "'\"durationSeconds\":5', '\"durationSeconds\":7', unsupported-duration, /durationSeconds",
    "'\"durationSeconds\":5', '\"durationSeconds\":null', invalid-field, /durationSeconds",
    "'\"prompt\":\"smile\"', '\"prompt\":\"\"', invalid-field, /prompt",
    "'{', '{\"uploads\":[\"tail\"],', invalid-field, /uploads/0",
    "'{', '{\"parameters\":{\"cfg_scale\":1.5},', invalid-field, /parameters/cfg_scale",
    "'{', '{\"parameters\":{\"cfg_scale\":\"1\"},', invalid-field, /parameters/cfg_scale",
    "'{', '{\"parameters\":{\"negative_prompt\":\" \"},', invalid-field, /parameters/negative_prompt",
    "'{', '{\"parameters\":{\"email\":\"x\"},', invalid-field, /parameters"
  })
  void refusesWhatNoModelCanMakeBeforeAnythingIsStored(
      String good, String bad, String problem, String pointer) {
    Caller subject = API.consentingSubject();
    long jobs = API.rows("jobs");
    long keys = API.rows("keys");
    Answer refused = subject.post(PATH, Caller.ORDER.replace(good, bad));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo(problem);
    assertThat(refused.text("/pointer")).isEqualTo(pointer);
    assertThat(API.rows("jobs")).isEqualTo(jobs);
    assertThat(API.rows("keys")).isEqualTo(keys);
  }

  @Test
  void refusesAPromptThatIsTooLongAndNeverRepeatsIt() {
    String prompt = "marker".repeat(500);
    Answer refused = API.consentingSubject().post(PATH, Caller.ORDER.replace("smile", prompt));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo("prompt-too-long");
    assertThat(refused.json().toString()).doesNotContain("markermarker");
  }

  @Test
  void saysWhereTheJsonIsBroken() {
    Answer refused =
        API.consentingSubject().post(PATH, "{\n  \"model\": \"secret-text\",\n  oops\n}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem()).isEqualTo("malformed-json");
    assertThat(refused.text("/line")).isEqualTo("3");
    assertThat(refused.json().toString()).doesNotContain("secret-text").doesNotContain("oops");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"durationSeconds\":5', '\"durationSeconds\":\"5\"', unexpected-json, /durationSeconds",
    "'\"durationSeconds\":5', '\"durationSeconds\":99999999999', unexpected-json, /durationSeconds",
    "'\"prompt\":\"smile\"', '\"prompt\":5', unexpected-json, /prompt",
    "'\"prompt\":\"smile\"', '\"prompt\":true', unexpected-json, /prompt",
    "'{', '{\"model\":\"planted\",', malformed-json, ''",
    "'{', '{\"parameters\":{\"a\":1,\"a\":2},', malformed-json, ''",
    "'{', '{\"parameters\":{\"a\":planted},', malformed-json, ''"
  })
  void bendsNoValueUntilItFitsAndTakesNoNameTwice(
      String good, String bad, String problem, String pointer) {
    Answer refused = API.consentingSubject().post(PATH, Caller.ORDER.replace(good, bad));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem()).isEqualTo(problem);
    assertThat(refused.text("/pointer")).isEqualTo(pointer);
    assertThat(refused.json().toString()).doesNotContain("planted");
  }

  @Test
  void refusesJsonThatNestsWithoutEnd() {
    Answer refused =
        API.consentingSubject()
            .post(PATH, Caller.ORDER.replace("{", "{\"parameters\":{\"a\":" + "[".repeat(5_000)));

    assertThat(refused.problem()).isEqualTo("unexpected-json");
    assertThat(refused.text("/detail")).contains("too deep");
  }

  @Test
  void refusesAFieldThatNobodyKnowsWithoutRepeatingItsName() {
    Answer refused =
        API.consentingSubject().post(PATH, Caller.ORDER.replace("{", "{\"planted\":\"x\","));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem()).isEqualTo("unexpected-json");
    assertThat(refused.json().toString()).contains("durationSeconds").doesNotContain("planted");
  }

  @Test
  void anOrderThatBringsAnOptionalUploadWaitsForIt() {
    Answer ordered =
        API.consentingSubject()
            .post(
                PATH,
                """
                {"model": "kling-2.6-pro", "prompt": "smile", "durationSeconds": 5,
                 "uploads": ["tail"], "parameters": {"generate_audio": true}}
                """);

    assertThat(ordered.status()).isEqualTo(201);
    assertThat(ordered.json().at("/uploads")).hasSize(2);
    assertThat(ordered.text("/uploads/1/href")).endsWith("/uploads/tail");
  }

  @Test
  void otherParametersUnderTheSameKeyAreAnotherOrder() {
    Caller subject = API.consentingSubject();
    subject.post(PATH, Caller.ORDER, KEY, "a-key");
    Answer refused =
        subject.post(
            PATH, Caller.ORDER.replace("{", "{\"parameters\":{\"cfg_scale\":0.5},"), KEY, "a-key");

    assertThat(refused.problem()).isEqualTo("idempotency-key-reused");
  }

  @Test
  void theSameOrderUnderItsKeyIsTheSameJob() {
    Caller subject = API.consentingSubject();
    Answer first = subject.post(PATH, Caller.ORDER, KEY, "a-key");
    Answer again = subject.post(PATH, Caller.ORDER, KEY, "a-key");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text("/id")).isEqualTo(first.text("/id"));
  }

  @Test
  void anotherOrderUnderTheSameKeyIsRefused() {
    Caller subject = API.consentingSubject();
    subject.post(PATH, Caller.ORDER, KEY, "a-key");
    Answer refused = subject.post(PATH, Caller.ORDER.replace("smile", "wave"), KEY, "a-key");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo("idempotency-key-reused");
  }

  @Test
  void anOrderThatIsStillBeingTakenIsNotTakenTwice() {
    String name = "in-flight";
    Caller subject = API.caller(API.issuer().token(name));
    subject.consent();
    NewJob begun =
        new NewJob(
            JobId.random(),
            API.stores().subjects().recognise(TestIssuer.ISSUER, name),
            new ModelId("kling-2.5-turbo-standard"),
            5,
            new Prompt("smile"),
            Set.of(UploadRole.PHOTO),
            Parameters.NONE,
            Instant.now().plusSeconds(3600));
    API.stores().jobs().order(begun, new IdempotencyKey("a-key"), Quota.UNLIMITED);
    Answer refused = subject.post(PATH, Caller.ORDER, KEY, "a-key");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("order-in-flight");
    assertThat(subject.get(PATH).json().at("/videos")).hasSize(1);
  }

  @Test
  void refusesABodyThatIsLargerThanAnyOrder() {
    Caller subject = API.consentingSubject();
    Answer refused = subject.post(PATH, Caller.ORDER.replace("smile", "a".repeat(100_000)));

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.problem()).isEqualTo("too-large");
    assertThat(refused.header("Connection")).isEqualTo("close");
    assertThat(subject.get(PATH).json().at("/videos")).isEmpty();
  }

  @Test
  void keysOfDifferentSubjectsAreDifferentKeys() {
    Answer one = API.consentingSubject().post(PATH, Caller.ORDER, KEY, "shared");
    Answer other = API.consentingSubject().post(PATH, Caller.ORDER, KEY, "shared");

    assertThat(other.text("/id")).isNotEqualTo(one.text("/id"));
  }

  @Test
  void listsNewestFirstPageByPage() {
    Caller subject = API.consentingSubject();
    String oldest = subject.order().text("/id");
    String middle = subject.order().text("/id");
    String newest = subject.order().text("/id");

    Answer first = subject.get(PATH + "?limit=2");
    assertThat(first.text("/videos/0/id")).isEqualTo(newest);
    assertThat(first.text("/videos/1/id")).isEqualTo(middle);
    Answer last = subject.get(PATH + "?limit=2&cursor=" + first.text("/nextCursor"));
    assertThat(last.text("/videos/0/id")).isEqualTo(oldest);
    assertThat(last.json().at("/videos")).hasSize(1);
    assertThat(API.newSubject().get(PATH).json().at("/videos")).isEmpty();
  }
}
