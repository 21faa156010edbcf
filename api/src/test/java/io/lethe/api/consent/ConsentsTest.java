package io.lethe.api.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConsentsTest {
  private static final String PATH = "/v1/consents/AI_PROCESSING";

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void noticesAreThereForAnyoneAndNameTheRecipients() {
    Answer notices = API.caller(null).get("/v1/privacy/notices");

    assertThat(notices.status()).isEqualTo(200);
    JsonNode ai = notices.json().at("/notices/0");
    assertThat(ai.get("purpose").asText()).isEqualTo("AI_PROCESSING");
    assertThat(ai.get("recipients").toString()).contains("fal.ai").contains("Kling");
    assertThat(ai.get("text").asText()).contains("train");
  }

  @Test
  void nothingIsGrantedByDefault() {
    assertThat(API.newSubject().get(PATH).text("/decision")).isNotEqualTo("GRANTED");
  }

  @Test
  void grantsWhatWasShownAndNothingElse() {
    Caller subject = API.newSubject();

    assertThat(subject.consent().text("/decision")).isEqualTo("GRANTED");
    assertThat(subject.get(PATH).text("/decision")).isEqualTo("GRANTED");
    assertThat(subject.get("/v1/consents/MARKETING").text("/decision")).isNotEqualTo("GRANTED");
  }

  @Test
  void refusesAGrantUnderAnotherNoticeAndNamesTheCurrentOne() {
    Answer refused =
        API.newSubject().put(PATH, "{\"noticeHash\":\"%s\"}".formatted("0".repeat(64)));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("notice-outdated");
    assertThat(refused.json().toString()).contains("hash");
  }

  @Test
  void refusesAnUnknownPurpose() {
    Answer refused = API.newSubject().get("/v1/consents/PROFILING");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.problem()).isEqualTo("no-such-purpose");
  }

  @Test
  void withdrawingEndsEveryJobThatRuns() {
    Caller subject = API.consentingSubject();
    String one = subject.order().text("/id");
    String other = subject.order().text("/id");

    Answer withdrawn = subject.delete(PATH);

    assertThat(withdrawn.text("/decision")).isEqualTo("WITHDRAWN");
    assertThat(API.temporal().signals("erasure/" + one)).containsExactly("eraseNow");
    assertThat(API.temporal().signals("erasure/" + other)).containsExactly("eraseNow");
    assertThat(API.temporal().history("erasure/" + one)).contains("eraseNow");
    assertThat(subject.order().problem()).isEqualTo("consent-missing");
  }
}
