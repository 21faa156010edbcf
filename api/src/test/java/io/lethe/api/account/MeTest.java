package io.lethe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeTest {
  private static final String ME = "/v1/me";

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void anAccountBeginsEmpty() {
    assertThat(API.newSubject().get(ME).json()).isEmpty();
  }

  @Test
  void keepsWhatIsToldAndForgetsWhatIsTakenBack() {
    Caller subject = API.newSubject();

    Answer changed = subject.patch(ME, "{\"displayName\":\"Ada\",\"locale\":\"pt-BR\"}");
    assertThat(changed.text("/displayName")).isEqualTo("Ada");

    Answer removed = subject.patch(ME, "{\"displayName\":null}");
    assertThat(removed.json().has("displayName")).isFalse();
    assertThat(removed.text("/locale")).isEqualTo("pt-BR");
  }

  @Test
  void anAddressIsConfirmedByTheMailedLinkAndNotByOpeningIt() {
    Caller subject = API.newSubject();
    assertThat(subject.patch(ME, "{\"email\":\"ada@example.org\"}").text("/emailToConfirm"))
        .isEqualTo("ada@example.org");
    String link = API.mail().newest("ada@example.org").get("path");
    Caller anyone = API.caller(null);

    assertThat(anyone.get(link).status()).isEqualTo(200);
    assertThat(subject.get(ME).json().has("email")).isFalse();

    assertThat(post(anyone, link).status()).isEqualTo(200);
    assertThat(subject.get(ME).text("/email")).isEqualTo("ada@example.org");
    assertThat(post(anyone, link).problem()).isEqualTo("no-such-link");
  }

  @Test
  void whoAsksIsMailedWhenAVideoIsReady() {
    Caller subject = API.newSubject();
    assertThat(subject.get(ME).json().has("mailWhenReady")).isFalse();

    assertThat(
            subject.patch(ME, "{\"mailWhenReady\":true}").json().at("/mailWhenReady").asBoolean())
        .isTrue();
    assertThat(subject.patch(ME, "{\"mailWhenReady\":null}").json().has("mailWhenReady")).isFalse();
    assertThat(subject.patch(ME, "{\"mailWhenReady\":\"yes\"}").problem())
        .isEqualTo("unexpected-json");
  }

  @Test
  void floodsNobody() {
    Caller subject = API.newSubject();
    subject.patch(ME, "{\"email\":\"one@example.org\"}");

    Answer refused = subject.patch(ME, "{\"email\":\"two@example.org\"}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.problem()).isEqualTo("too-many-requests");
    assertThat(refused.header("Retry-After")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"email\":\"a@example.org\\r\\nBcc: b@example.org\"} | /email",
        "{\"displayName\":\"\"} | /displayName",
        "{\"displayName\":\"a\\u0000b\"} | /displayName",
        "{\"locale\":\"../en\"} | /locale"
      })
  void refusesWhatCanNotBeUsedAndRepeatsNoneOfIt(String patch, String pointer) {
    Answer refused = API.newSubject().patch(ME, patch);

    assertThat(refused.problem()).isEqualTo("invalid-field");
    assertThat(refused.text("/pointer")).isEqualTo(pointer);
    assertThat(refused.json().toString()).doesNotContain("Bcc").doesNotContain("../en");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"age\":3}", "[]", "{\"locale\":7}", "null"})
  void refusesWhatIsNotDescribed(String patch) {
    assertThat(API.newSubject().patch(ME, patch).problem()).isEqualTo("unexpected-json");
  }

  @Test
  void namesTheTypesOfPatchesThatAreTaken() {
    Answer refused =
        API.newSubject()
            .send("PATCH", ME, BodyPublishers.ofString("{}"), "Content-Type", "text/plain");

    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.header("Accept"))
        .isEqualTo("application/merge-patch+json, application/json");
  }

  @Test
  void anotherSubjectsAccountIsAnother() {
    API.newSubject().patch(ME, "{\"displayName\":\"Ada\"}");

    assertThat(API.newSubject().get(ME).json()).isEmpty();
  }

  @Test
  void notesWhereChangesComeFromAndNothingOfReading() {
    Caller subject = API.newSubject();
    long before = API.rows("identifiers");
    subject.get(ME, "Lethe-Device-Id", "a-device");
    assertThat(API.rows("identifiers")).isEqualTo(before);

    subject.patch(ME, "{\"locale\":\"en\"}", "Lethe-Device-Id", "a-device");
    subject.patch(ME, "{\"locale\":\"de\"}", "Lethe-Device-Id", "a-device");

    assertThat(API.rows("identifiers")).isEqualTo(before + 2);
  }

  @Test
  void refusesADeviceIdThatIsNone() {
    Answer refused =
        API.newSubject().patch(ME, "{\"locale\":\"en\"}", "Lethe-Device-Id", "<script>");

    assertThat(refused.problem()).isEqualTo("invalid-parameter");
  }

  private static Answer post(Caller caller, String path) {
    return caller.post(path, "");
  }
}
