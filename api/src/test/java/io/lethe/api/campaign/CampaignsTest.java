package io.lethe.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.mail.PromotionGate;
import io.lethe.storage.staff.StaffAct;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignsTest {
  private static final String WORDS = "{\"title\":\"News\",\"text\":\"Films from paintings\"}";

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void everyoneWhoAgreedGetsItOnceAndWhoOptedOutGetsNoMore() {
    String address = agreed();
    String first = "/v1/campaigns/" + UUID.randomUUID();

    assertThat(operator().put(first, WORDS).status()).isEqualTo(201);
    assertThat(operator().put(first, WORDS).status()).isEqualTo(200);
    List<PromotionGate.Passed> sent = deliver();
    assertThat(recipients(sent)).contains(address).doesNotHaveDuplicates();
    assertThat(operator().put(first, WORDS).json().at("/sent").asInt()).isEqualTo(sent.size());
    assertThat(deliver()).as("the same campaign again").isEmpty();

    optOut(linkIn(sent, address));
    String second = "/v1/campaigns/" + UUID.randomUUID();
    operator().put(second, WORDS);

    assertThat(recipients(deliver())).doesNotContain(address);
    assertThat(operator().get(second).json().at("/suppressed").asInt()).isPositive();
    assertThat(operator().get(second).json().at("/waiting").asInt()).isZero();
  }

  @Test
  void openingTheLinkChangesNothingAndItWorksForGood() {
    String address = agreed();
    operator().put("/v1/campaigns/" + UUID.randomUUID(), WORDS);
    String link = linkIn(deliver(), address);

    assertThat(API.caller(null).get(link).status()).isEqualTo(200);
    operator().put("/v1/campaigns/" + UUID.randomUUID(), WORDS);
    assertThat(recipients(deliver())).contains(address);

    long before = API.rows("rights_requests");
    Answer once = optOut(link);
    assertThat(API.rows("rights_requests")).isEqualTo(before + 1);
    assertThat(optOut(link).body()).isEqualTo(once.body());
    assertThat(API.rows("rights_requests"))
        .as("a link is no way to fill the ledger")
        .isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"made-up", "AAAA", "<script>"})
  void aMadeUpWordGetsTheSameAnswerAndDoesNothing(String word) {
    String address = agreed();
    operator().put("/v1/campaigns/" + UUID.randomUUID(), WORDS);
    String link = linkIn(deliver(), address);
    String forged = link.substring(0, link.length() - 2) + (link.endsWith("AA") ? "BB" : "AA");
    long before = API.rows("suppressions");

    Answer unknown =
        API.caller(null)
            .post("/v1/public/opt-outs/" + URLEncoder.encode(word, StandardCharsets.UTF_8), "");
    Answer altered = optOut(forged);

    assertThat(API.rows("suppressions")).isEqualTo(before);
    Answer genuine = optOut(link);
    assertThat(altered.status()).isEqualTo(genuine.status()).isEqualTo(200);
    assertThat(altered.body()).isEqualTo(genuine.body());
    assertThat(unknown.body()).isEqualTo(genuine.body());
    assertThat(API.rows("suppressions")).isEqualTo(before + 1);
  }

  @Test
  void theLogSaysWhoOrderedItAndTheAnswerNobodysName() {
    agreed();
    String number = UUID.randomUUID().toString();
    Caller operator = operator();
    operator.put("/v1/campaigns/" + number, WORDS);
    operator.put("/v1/campaigns/" + number, WORDS);
    deliver();

    assertThat(API.stores().staff().log().newest(50))
        .filteredOn(entry -> entry.act() == StaffAct.CAMPAIGN_ORDERED)
        .filteredOn(entry -> entry.request() != null && entry.request().toString().equals(number))
        .hasSize(1);
    assertThat(API.stores().staff().log().firstBroken()).isEmpty();
    assertThat(operator.get("/v1/campaigns/" + number).json().toString()).doesNotContain("@");
  }

  @Test
  void onlyOperatorsOrderAndRead() {
    String campaign = "/v1/campaigns/" + UUID.randomUUID();

    assertThat(API.newSubject().put(campaign, WORDS).problem()).isEqualTo("role-missing");
    assertThat(API.newSubject().get(campaign).problem()).isEqualTo("role-missing");
    assertThat(operator().get(campaign).problem()).isEqualTo("no-such-campaign");
  }

  @Test
  void aNumberStandsForItsWords() {
    String campaign = "/v1/campaigns/" + UUID.randomUUID();
    operator().put(campaign, WORDS);

    assertThat(operator().put(campaign, WORDS.replace("paintings", "drawings")).problem())
        .isEqualTo("campaign-number-reused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":\"News\"} | invalid-field",
        "{\"title\":\"News\\r\\nBcc: all@example.org\",\"text\":\"x\"} | invalid-field",
        "{\"title\":\" \",\"text\":\"x\"} | invalid-field",
        "{\"title\":\"News\",\"text\":\"a\\u0000b\"} | invalid-field",
        "{\"title\":\"News\",\"text\":\"x\",\"to\":\"ada@example.org\"} | unexpected-json"
      })
  void refusesWhatIsNoMail(String body, String problem) {
    assertThat(operator().put("/v1/campaigns/" + UUID.randomUUID(), body).problem())
        .isEqualTo(problem);
  }

  /** As the workers do it. */
  private static List<PromotionGate.Passed> deliver() {
    var people = API.stores().people();
    List<PromotionGate.Passed> sent = new ArrayList<>();
    boolean more = true;
    while (more) {
      Optional<PromotionGate.Decision> next = people.promotions().next(Duration.ofMinutes(1));
      if (next.isPresent() && next.get() instanceof PromotionGate.Passed passed) {
        people.outbox().sent(passed.mail().id());
        sent.add(passed);
      }
      more = next.isPresent() || people.campaigns().feed();
    }
    return sent;
  }

  private static List<String> recipients(List<PromotionGate.Passed> sent) {
    return sent.stream().map(passed -> passed.mail().recipient().value()).toList();
  }

  private static String linkIn(List<PromotionGate.Passed> sent, String address) {
    return sent.stream()
        .filter(passed -> passed.mail().recipient().equals(new EmailAddress(address)))
        .map(passed -> passed.mail().variables().get("path"))
        .findFirst()
        .orElseThrow();
  }

  /** As mail programs do it (RFC 8058, 3.2). */
  private static Answer optOut(String link) {
    return API.caller(null)
        .send(
            "POST",
            link,
            BodyPublishers.ofString("List-Unsubscribe=One-Click", StandardCharsets.US_ASCII),
            "Content-Type",
            "application/x-www-form-urlencoded");
  }

  /** The address of somebody new who agreed to promotional mail. */
  private static String agreed() {
    Caller subject = API.newSubject();
    String address = UUID.randomUUID() + "@example.org";
    subject.patch("/v1/me", "{\"email\":\"" + address + "\"}");
    API.caller(null).post(API.mail().newest(address).get("path"), "");
    for (var notice : subject.get("/v1/privacy/notices").json().get("notices")) {
      if (notice.get("purpose").asText().equals("MARKETING")) {
        subject.put(
            "/v1/consents/MARKETING", "{\"noticeHash\":\"" + notice.get("hash").asText() + "\"}");
      }
    }
    return address;
  }

  private static Caller operator() {
    return API.caller(
        API.issuer()
            .token("operator", claims -> claims.setStringListClaim("roles", List.of("operator"))));
  }
}
