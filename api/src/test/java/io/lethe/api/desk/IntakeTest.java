package io.lethe.api.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.RunningApi;
import io.lethe.api.testing.StaffBrowser;
import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.storage.rights.Channel;
import io.lethe.storage.rights.RightsRequest;
import io.lethe.storage.staff.AuditEntry;
import io.lethe.storage.staff.StaffAct;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IntakeTest {
  private static final String HOSTILE = "<script>alert(1)</script>";
  private static final String FORM = "/console/requests/new";

  @RegisterExtension static final RunningApi API = new RunningApi();
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private StaffBrowser kim;

  @BeforeEach
  void signIn() {
    API.ledger().useHandle(handle -> handle.execute("DELETE FROM rights_requests"));
    kim = API.browser().signIn("kim", "compliance");
  }

  @Test
  void takesDownALetterUnderTheAccountsAddress() {
    String address = "ada-" + UUID.randomUUID() + "@example.org";
    SubjectId subject = Asked.confirmed(API, address);

    RequestId id =
        taken(
            letter(
                "email", address, "received", today.minusDays(3).toString(), "details", HOSTILE));

    RightsRequest request = find(id);
    assertThat(request.subject()).isEqualTo(subject);
    assertThat(request.channel()).isEqualTo(Channel.STAFF);
    assertThat(request.receivedAt())
        .isEqualTo(today.minusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant());
    assertThat(kim.get(page(id)).body())
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "nothing is kept of them");
  }

  @Test
  void carriesALetterOfNobodyKnownToAnAnswerThatWasSent() {
    RequestId id = taken(letter("correspondent", "Ada " + HOSTILE));
    assertThat(kim.get(page(id)).body())
        .contains("Ada &lt;script&gt;", "nothing is kept of them", "Confirm who asks")
        .doesNotContain("<script");

    act(id, "verify", Map.of("how", "Called back"));
    assertThat(kim.get(page(id)).body())
        .contains("Confirmed: Called back", "Close as done by hand", ">Deny<")
        .doesNotContain(">Approve<");
    act(id, "deny", Map.of("reason", "NO_MATCH", "answer", "We keep nothing of you."));
    assertThat(find(id).reason()).isEqualTo(RequestReason.NO_MATCH);
    assertThat(kim.get("/console/requests").body()).contains("1 answer to be sent on paper");
    assertThat(kim.get("/console/requests/closed?to-tell=yes").body()).contains(id.toString());
    assertThat(kim.get(page(id)).body()).contains("Record that the answer was sent");

    String tomorrow = today.plusDays(1).toString();
    assertThat(act(id, "tell", Map.of("day", tomorrow)).status()).isEqualTo(422);
    act(id, "tell", Map.of("day", today.toString()));

    assertThat(kim.get("/console/requests").body()).doesNotContain("on paper.");
    assertThat(kim.get(page(id)).body()).contains("Answer told").doesNotContain("Not yet:");
    assertThat(acts(id))
        .containsExactly(StaffAct.TOLD, StaffAct.DENIED, StaffAct.VERIFIED, StaffAct.RECEIVED);
  }

  @Test
  void saysNotThatNothingMatchesWhereSomethingIsKept() {
    String address = "ada-" + UUID.randomUUID() + "@example.org";
    Asked.confirmed(API, address);
    RequestId id = taken(letter("email", address));

    StaffBrowser.Seen seen =
        act(id, "deny", Map.of("reason", "NO_MATCH", "answer", "We keep nothing."));

    assertThat(seen.status()).isEqualTo(409);
    assertThat(seen.body()).contains("Something is kept of this person");
    assertThat(find(id).closedAt()).isNull();
  }

  @Test
  void takesDownNothingThatCannotBe() {
    String tomorrow = today.plusDays(1).toString();
    for (Map<String, String> bad :
        List.of(
            letter(),
            letter("correspondent", " "),
            letter("email", "no address"),
            letter("correspondent", "Ada", "received", tomorrow),
            letter("correspondent", "Ada", "received", today.minusDays(367).toString()),
            letter("correspondent", "Ada", "received", "yesterday"),
            letter("correspondent", "Ada", "right", "EVERYTHING"),
            letter("correspondent", "Ada", "right", "MARKETING_OPT_OUT"))) {
      StaffBrowser.Seen seen = kim.post(FORM, bad);
      assertThat(seen.status()).as("%s", bad).isEqualTo(422);
      assertThat(seen.body()).contains("Nothing was done").doesNotContain("no address<", "Ada");
    }
    assertThat(kim.get("/console/requests").body()).contains("Nothing is open.");
  }

  @Test
  void anObjectionToMarketingIsDoneAtOnce() {
    RequestId id = taken(letter("email", "no-mail@example.org", "right", "MARKETING_OPT_OUT"));

    assertThat(kim.get(page(id)).body()).contains("Fulfilled", "Record that the answer was sent");
  }

  /** A request for deletion that came today, but for what is given: names and values by turns. */
  private Map<String, String> letter(String... fields) {
    Map<String, String> letter = new TreeMap<>();
    letter.put("right", "DELETION");
    letter.put("received", today.toString());
    for (int i = 0; i < fields.length; i += 2) {
      letter.put(fields[i], fields[i + 1]);
    }
    return letter;
  }

  private RequestId taken(Map<String, String> letter) {
    return RequestId.of(kim.post(FORM, letter).header("location").replaceFirst(".*/", ""));
  }

  private StaffBrowser.Seen act(RequestId id, String act, Map<String, String> fields) {
    return kim.post(page(id) + "/" + act, fields);
  }

  private static String page(RequestId id) {
    return "/console/requests/" + id;
  }

  private static RightsRequest find(RequestId id) {
    return API.stores().people().rights().requests().find(id).orElseThrow();
  }

  /** Newest first. */
  private static List<StaffAct> acts(RequestId id) {
    return API.stores().staff().log().newest(50).stream()
        .filter(entry -> id.equals(entry.request()))
        .map(AuditEntry::act)
        .toList();
  }
}
