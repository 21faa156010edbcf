package io.lethe.api.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.RunningApi;
import io.lethe.api.testing.StaffBrowser;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.rights.Standing;
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

class HoldsTest {
  private static final String HOSTILE = "<script>alert(1)</script> {{formWord}}";
  private static final String FORM = "/console/holds/new";

  @RegisterExtension static final RunningApi API = new RunningApi();
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private StaffBrowser kim;

  @BeforeEach
  void signIn() {
    API.ledger()
        .useHandle(
            handle -> {
              handle.execute("DELETE FROM rights_requests");
              handle.execute("DELETE FROM legal_holds");
            });
    kim = API.browser().signIn("kim", "compliance");
  }

  @Test
  void placesAHoldFromARequestShowsItThereAndLiftsIt() {
    RequestId id = Asked.verified(API, Right.DELETION);
    assertThat(kim.get(request(id)).body()).contains("/console/holds/new?whom=" + id);
    assertThat(kim.get(FORM + "?whom=" + id).body()).contains("value=\"" + id + "\"");

    String hold = placed(about(id.toString()));

    assertThat(kim.get(hold + "?done=placed").body())
        .contains("The legal hold is placed.", "a claim &lt;script&gt;", id.toString())
        .contains("is erased", "Lift the legal hold")
        .doesNotContain("<script");
    assertThat(kim.get(request(id)).body()).contains("no deletion is carried out", hold);
    assertThat(kim.get("/console/requests").body()).contains("Legal hold</span>");
    assertThat(kim.get("/console/holds").body()).contains(hold, "a claim &lt;script&gt;");
    assertThat(standing(id).cleared()).isFalse();

    Map<String, String> lifting = new TreeMap<>(Map.of("ground", "settled", "confirmed", "yes"));
    assertThat(kim.post(hold + "/release", lifting).header("location")).endsWith("?done=lifted");
    assertThat(kim.get(hold + "?done=lifted").body())
        .contains("The legal hold is lifted.", "settled")
        .doesNotContain("What it does");
    assertThat(kim.get("/console/holds").body()).contains("None stands.");
    assertThat(standing(id).cleared()).isTrue();
    assertThat(acts(id)).containsExactly(StaffAct.RELEASED, StaffAct.HELD);
    assertThat(kim.get("/console/log").body()).contains(hold.replaceFirst(".*/", ""));
  }

  @Test
  void needsAGroundADayThatCanBeAndAConfirmationForBoth() {
    RequestId id = Asked.verified(API, Right.DELETION);
    for (Map<String, String> bad :
        List.of(
            without("ground", about(id.toString())),
            without("confirmed", about(id.toString())),
            without("until", about(id.toString())),
            with("until", today.minusDays(1).toString(), about(id.toString())),
            with("until", today.plusDays(367).toString(), about(id.toString())),
            about("nobody@example.org"),
            about(UUID.randomUUID().toString()))) {
      assertThat(kim.post(FORM, bad).status()).as("%s", bad).isEqualTo(422);
    }
    assertThat(kim.get("/console/holds").body()).contains("None stands.");

    String hold = placed(about(id.toString()));
    assertThat(kim.post(hold + "/release", Map.of("ground", "settled")).status()).isEqualTo(422);
    assertThat(kim.post(hold + "/release", Map.of("confirmed", "yes")).status()).isEqualTo(422);
    assertThat(standing(id).cleared()).isFalse();
  }

  @Test
  void findsWhomItIsAboutByAddressOrByAJob() {
    String address = "ada-" + UUID.randomUUID() + "@example.org";
    Asked.confirmed(API, address);
    String job = API.consentingSubject().orderedAddress().replaceFirst(".*/", "");

    placed(about(address));
    String ofJob = placed(about(job));

    assertThat(kim.get(ofJob).body()).contains(job, "hold or not");
    assertThat(kim.get("/console/holds").body().split("<tr>", -1)).hasSize(4);
  }

  @Test
  void comesTooLateOnceTheDeletionIsCarriedOut() {
    RequestId id = Asked.verified(API, Right.DELETION);
    API.stores().people().rights().course().begin(id);

    StaffBrowser.Seen seen = kim.post(FORM, about(id.toString()));

    assertThat(seen.status()).isEqualTo(409);
    assertThat(seen.body()).contains("can&#39;t be stopped any more");
  }

  @Test
  void operatorsSeeOnAnOverdueErasureThatTheHoldIsNotItsCause() {
    String job = API.consentingSubject().orderedAddress().replaceFirst(".*/", "");
    placed(about(job));
    API.ledger()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE jobs SET ordered_at = now() - interval '5 hours',"
                        + " erase_by = now() - interval '3 hours' WHERE id = ?::uuid",
                    job));

    assertThat(API.browser().signIn("sam", "operator").get("/console/operations").body())
        .contains("under a legal hold", "is erased all the same");
  }

  @Test
  void thereIsNoHoldByAnotherName() {
    for (String name : List.of("nothing", UUID.randomUUID().toString())) {
      assertThat(kim.get("/console/holds/" + name).status()).isEqualTo(404);
    }
  }

  private Map<String, String> about(String whom) {
    return Map.of(
        "id",
        UUID.randomUUID().toString(),
        "whom",
        whom,
        "ground",
        "a claim " + HOSTILE,
        "until",
        today.plusDays(30).toString(),
        "confirmed",
        "yes");
  }

  private static Map<String, String> without(String field, Map<String, String> form) {
    Map<String, String> left = new TreeMap<>(form);
    left.remove(field);
    return left;
  }

  private static Map<String, String> with(String field, String value, Map<String, String> form) {
    Map<String, String> changed = new TreeMap<>(form);
    changed.put(field, value);
    return changed;
  }

  /** The address of the hold's page. */
  private String placed(Map<String, String> form) {
    String location = kim.post(FORM, form).header("location");
    assertThat(location).endsWith("?done=placed");
    return location.replaceFirst(".*(/console/holds/[^?]+).*", "$1");
  }

  private static String request(RequestId id) {
    return "/console/requests/" + id;
  }

  private static Standing standing(RequestId id) {
    return API.stores().people().rights().course().standing(id).orElseThrow();
  }

  /** Newest first. */
  private static List<StaffAct> acts(RequestId id) {
    return API.stores().staff().log().newest(50).stream()
        .filter(entry -> id.equals(entry.request()))
        .map(AuditEntry::act)
        .toList();
  }
}
