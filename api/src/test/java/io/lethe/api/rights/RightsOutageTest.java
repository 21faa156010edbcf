package io.lethe.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.RunningApi;
import io.lethe.api.testing.StaffBrowser;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.rights.Channel;
import io.lethe.storage.rights.NewRequest;
import io.lethe.storage.rights.RightsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Temporal is away: what people ask and staff decide stands in the ledger, and nobody is told less.
 */
class RightsOutageTest {
  @RegisterExtension static final RunningApi API = new RunningApi();

  @BeforeAll
  static void temporalGoes() {
    API.temporal().close();
  }

  @Test
  void whatASubjectAsksIsTakenAndItsLinkGiven() {
    Answer asked =
        API.newSubject().post("/v1/rights-requests", "{\"right\":\"MARKETING_OPT_OUT\"}");

    assertThat(asked.status()).isEqualTo(201);
    assertThat(asked.json().has("statusHref")).isTrue();
    assertThat(unseen()).contains(RequestId.of(asked.text("/requestId")));
  }

  @Test
  void aDecisionIsKeptAndTheDeskSaysThatItGoesOnLater() {
    RequestId id =
        API.stores()
            .people()
            .rights()
            .requests()
            .open(
                new NewRequest(
                    API.stores()
                        .subjects()
                        .recognise("https://idp.example", UUID.randomUUID().toString()),
                    Right.ACCESS,
                    Channel.API,
                    null,
                    /* verified= */ false,
                    Instant.now()))
            .id();
    StaffBrowser kim = API.browser().signIn("kim", "compliance");
    String page = "/console/requests/" + id;

    StaffBrowser.Seen done = kim.post(page + "/verify", Map.of("how", "By telephone."));

    assertThat(done.status()).isEqualTo(303);
    assertThat(kim.get(done.header("location")).body())
        .contains("your decision is kept", "it goes on by itself")
        .doesNotContain("It is confirmed who asks.");
    assertThat(API.stores().people().rights().requests().find(id))
        .map(RightsRequest::verifiedAt)
        .isPresent();
    assertThat(unseen()).contains(id);
  }

  private static List<RequestId> unseen() {
    return API.stores().people().rights().course().unseen(Duration.ZERO, 100);
  }
}
