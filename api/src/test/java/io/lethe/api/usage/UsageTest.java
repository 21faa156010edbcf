package io.lethe.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
  private static final String EVENTS = "/v1/usage-events";

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void operatorsSeeTotalsOverManyPeopleAndNothingElse() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    for (int i = 0; i < 20; i++) {
      assertThat(API.newSubject().post(EVENTS, event("VIDEO_PLAYED", yesterday)).status())
          .isEqualTo(204);
    }
    API.newSubject().post(EVENTS, event("VIDEO_SHARED", yesterday));

    Answer totals = operator().get("/v1/usage");

    assertThat(totals.json().at("/totals")).hasSize(1);
    assertThat(totals.text("/totals/0/name")).isEqualTo("VIDEO_PLAYED");
    assertThat(totals.json().at("/totals/0/people").asInt()).isEqualTo(20);
  }

  @Test
  void aSubjectSeesNoTotals() {
    Answer refused = API.newSubject().get("/v1/usage");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("role-missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"events\":[]} | invalid-field",
        "{\"events\":[{\"name\":\"HOME_SEEN\",\"happenedAt\":\"2026-11-01T00:00:00Z\"}]} | invalid-field",
        "{\"events\":[{\"id\":\"6f3d1c0a-7d7e-4b0e-9d0f-000000000001\",\"name\":\"SOUGHT\",\"happenedAt\":\"2026-11-01T00:00:00Z\"}]} | unexpected-json",
        "{\"events\":[{\"id\":\"6f3d1c0a-7d7e-4b0e-9d0f-000000000001\",\"name\":\"HOME_SEEN\",\"happenedAt\":\"2999-01-01T00:00:00Z\"}]} | invalid-field",
        "{\"events\":[{\"id\":\"6f3d1c0a-7d7e-4b0e-9d0f-000000000001\",\"name\":\"HOME_SEEN\",\"text\":\"x\"}]} | unexpected-json"
      })
  void takesNothingThatIsNotOnTheList(String report, String problem) {
    long before = API.rows("usage_events");

    assertThat(API.newSubject().post(EVENTS, report).problem()).isEqualTo(problem);
    assertThat(API.rows("usage_events")).isEqualTo(before);
  }

  private static Caller operator() {
    return API.caller(
        API.issuer()
            .token(
                UUID.randomUUID().toString(),
                claims -> claims.setStringListClaim("roles", List.of("operator"))));
  }

  private static String event(String name, Instant at) {
    return "{\"events\":[{\"id\":\"%s\",\"name\":\"%s\",\"seconds\":3,\"happenedAt\":\"%s\"}]}"
        .formatted(UUID.randomUUID(), name, at);
  }
}
