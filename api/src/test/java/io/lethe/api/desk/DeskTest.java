package io.lethe.api.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.RunningApi;
import io.lethe.api.testing.StaffBrowser;
import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.holding.Correction;
import io.lethe.storage.rights.Channel;
import io.lethe.storage.rights.NewRequest;
import io.lethe.storage.rights.RightsRequest;
import io.lethe.storage.rights.Statement;
import io.lethe.storage.staff.AuditEntry;
import io.lethe.storage.staff.StaffAct;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeskTest {
  private static final String HOSTILE = "<script>alert(1)</script>\" onclick='x' {{formWord}}";

  @RegisterExtension static final RunningApi API = new RunningApi();
  private StaffBrowser kim;

  @BeforeEach
  void signIn() {
    API.ledger().useHandle(handle -> handle.execute("DELETE FROM rights_requests"));
    kim = API.browser().signIn("kim", "compliance");
  }

  @Test
  void carriesARequestFromConfirmationToApproval() {
    RequestId id = request(Right.ACCESS, null);

    assertThat(kim.get(page(id)).body()).contains("Confirm who asks").doesNotContain(">Approve<");
    assertThat(act(id, "verify", Map.of()).status()).isEqualTo(422);
    assertThat(act(id, "verify", Map.of("how", HOSTILE)).header("location"))
        .endsWith(page(id) + "?done=verify");
    assertThat(kim.get(page(id) + "?done=verify").body())
        .contains("It is confirmed who asks.", ">Approve<", "&lt;script&gt;")
        .doesNotContain("<script");
    act(id, "approve", Map.of());

    RightsRequest request = find(id);
    assertThat(request.verifiedAt()).isNotNull();
    assertThat(request.approvedAt()).isNotNull();
    assertThat(acts(id)).containsExactly(StaffAct.VERIFIED, StaffAct.APPROVED);
  }

  @Test
  void deniesWithAReasonAndAnAnswer() {
    RequestId id = request(Right.ACCESS, null);

    assertThat(act(id, "deny", Map.of("reason", "NO_MATCH")).status()).isEqualTo(422);
    assertThat(act(id, "deny", Map.of("reason", "x", "answer", "y")).status()).isEqualTo(422);
    assertThat(find(id).state()).isEqualTo(RequestState.IN_PROGRESS);

    act(id, "deny", Map.of("reason", "NO_MATCH", "answer", HOSTILE));
    assertThat(find(id).state()).isEqualTo(RequestState.DENIED);
    assertThat(find(id).reason()).isEqualTo(RequestReason.NO_MATCH);
    assertThat(kim.get(page(id)).body())
        .contains("Denied: No match")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script", "What you can do");
    assertThat(act(id, "deny", Map.of("reason", "OTHER", "answer", "again")).body())
        .contains("closed already");
  }

  @Test
  void extendsOnceAndOnlyWhereTheSubjectIsTold() {
    RequestId id = request(Right.ACCESS, null);
    Instant before = find(id).dueAt();
    Map<String, String> why = Map.of("months", "2", "answer", "It is a lot");

    assertThat(act(id, "extend", why).body()).contains("has to be told first");
    act(id, "extend", Map.of("months", "2", "answer", "It is a lot", "told", "yes"));

    assertThat(find(id).dueAt()).isAfter(before.plus(Duration.ofDays(55)));
    assertThat(act(id, "extend", why).status()).isEqualTo(409);
    assertThat(acts(id)).containsExactly(StaffAct.EXTENDED);
  }

  @Test
  void showsWhatASubjectWroteAsText() {
    RequestId id = request(Right.CORRECTION, HOSTILE);

    assertThat(kim.get(page(id)).body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "{{formWord}}")
        .doesNotContain("<script", "\" onclick");
  }

  @Test
  void showsWhatACorrectionNamesAndApprovesIt() {
    SubjectId subject =
        API.stores().subjects().recognise("https://idp.example", UUID.randomUUID().toString());
    RequestId id =
        API.stores()
            .people()
            .rights()
            .requests()
            .open(
                new NewRequest(
                    subject,
                    Right.CORRECTION,
                    Channel.API,
                    "Please read this first.",
                    true,
                    Instant.now(),
                    List.of(new Correction(Correction.Field.DISPLAY_NAME, HOSTILE)),
                    new Statement("usage", HOSTILE)))
            .id();

    assertThat(kim.get(page(id)).body())
        .contains("Display name", "beside the data under “usage”", ">Approve<")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script", "\" onclick");
    act(id, "approve", Map.of());

    assertThat(find(id).approvedAt()).isNotNull();
  }

  @Test
  void nothingIsDoneByOpeningAPageOrByAForeignForm() {
    RequestId id = request(Right.DELETION, null);

    kim.get(page(id) + "/verify");
    assertThat(kim.postRaw(page(id) + "/verify", Map.of("other", "x")).status()).isEqualTo(403);

    assertThat(find(id).verifiedAt()).isNull();
  }

  @Test
  void operatorsSeeAndDoNothingHere() {
    StaffBrowser operator = API.browser().signIn("sam", "operator");
    RequestId id = request(Right.DELETION, null);
    String word =
        operator
            .get("/console/operations")
            .body()
            .replaceFirst("(?s).*name=\"word\" value=\"([^\"]+)\".*", "$1");

    for (String path :
        List.of(
            "/console/requests",
            "/console/requests/new",
            "/console/requests/closed",
            "/console/holds",
            "/console/holds/new",
            page(id))) {
      assertThat(operator.get(path).status()).isEqualTo(403);
    }
    for (String path :
        List.of("/console/requests/new", "/console/holds/new", page(id) + "/verify")) {
      assertThat(operator.postRaw(path, Map.of("word", word)).status()).isEqualTo(403);
    }
    assertThat(find(id).verifiedAt()).isNull();
  }

  @Test
  void everyPageForbidsScripts() {
    RequestId id = request(Right.DELETION, HOSTILE);
    for (String path :
        List.of(
            "/console/requests",
            "/console/requests/new",
            "/console/requests/closed",
            "/console/holds",
            "/console/holds/new?whom=" + id,
            "/console/log",
            page(id),
            page(id) + "/deny",
            page(id) + "/nothing",
            page(RequestId.random()))) {
      assertThat(kim.get(path).header("content-security-policy"))
          .as(path)
          .startsWith("default-src 'none'; style-src 'self'; form-action 'self'");
    }
  }

  @Test
  void showsTheHeadOfTheLogAndThatItIsWhole() {
    AuditEntry head = API.stores().staff().log().head().orElseThrow();

    assertThat(kim.get("/console/log").body())
        .contains("Every entry is as it was written", head.sealInDigits());
  }

  @Test
  void walksThroughAHundredThousandRequestsByPages() {
    SubjectId subject = API.stores().subjects().recognise("https://idp.example", "many");
    API.ledger()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO rights_requests (id, subject_id, asked, channel, state,
                      status_digest, received_at, due_at)
                    SELECT gen_random_uuid(), ?, 'ACCESS', 'API', 'OPEN',
                      sha256(number::text::bytea), now() - interval '10 days',
                      now() + number * interval '1 second' - interval '1 hour'
                    FROM generate_series(1, 100000) number
                    """,
                    subject));
    API.ledger().useHandle(handle -> handle.execute("ANALYZE rights_requests"));
    Pattern next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    String path = "/console/requests";
    long slowest = 0;
    long total = 0;
    for (int i = 0; i < 20; i++) {
      long began = System.nanoTime();
      String body = kim.get(path).body();
      long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
      slowest = Math.max(slowest, i < 5 ? 0 : millis);
      total += i < 5 ? 0 : millis;
      Matcher found = next.matcher(body);
      assertThat(found.find()).as("page %s has a next one", i).isTrue();
      assertThat(body.split("<tr>", -1)).hasSize(52);
      path = found.group(1).replace("&#x3D;", "=").replace("&amp;", "&");
    }
    System.out.printf(
        "A page of 100,000 requests, warm: %d ms on average, %d ms at most%n", total / 15, slowest);
    assertThat(kim.get("/console/requests").body()).contains("requests overdue", "overdue by");
  }

  private static RequestId request(Right right, @Nullable String details) {
    return Asked.by(API, right, details);
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

  /** What the log says about the request, oldest first, all by the one who is signed in. */
  private static List<StaffAct> acts(RequestId id) {
    List<AuditEntry> entries =
        API.stores().staff().log().newest(50).stream()
            .filter(entry -> id.equals(entry.request()))
            .sorted(Comparator.comparing(AuditEntry::number))
            .toList();
    StaffId kim = API.stores().staff().staff().signIn("https://identity.test", "kim");
    assertThat(entries).extracting(AuditEntry::staff).containsOnly(kim);
    return entries.stream().map(AuditEntry::act).toList();
  }
}
