package io.lethe.api.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.RunningApi;
import io.lethe.api.testing.StaffBrowser;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClosedTest {
  private static final String CLOSED = "/console/requests/closed";
  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  @RegisterExtension static final RunningApi API = new RunningApi();
  private StaffBrowser kim;

  @BeforeEach
  void signIn() {
    API.ledger().useHandle(handle -> handle.execute("DELETE FROM rights_requests"));
    kim = API.browser().signIn("kim", "compliance");
  }

  @Test
  void findsClosedRequestsByStateAndMonth() {
    RequestId denied = denied();
    RequestId open = Asked.by(API, Right.ACCESS, null);
    YearMonth month = YearMonth.now(ZoneOffset.UTC);

    assertThat(kim.get(CLOSED).body()).contains(denied.toString(), "Denied: Other");
    assertThat(kim.get(CLOSED).body()).doesNotContain(open.toString());
    assertThat(kim.get(CLOSED + "?state=DENIED&month=" + month).body()).contains(denied.toString());
    assertThat(kim.get(CLOSED + "?state=&month=" + month.minusMonths(1)).body())
        .contains("There is none.");
    assertThat(kim.get(CLOSED + "?state=REVOKED&month=").body())
        .contains("There is none.", "value=\"REVOKED\" selected");
  }

  @Test
  void leadsFromANumberToItsRequestOpenOrClosed() {
    RequestId denied = denied();
    RequestId open = Asked.by(API, Right.ACCESS, null);

    for (RequestId id : List.of(denied, open)) {
      StaffBrowser.Seen seen = kim.get(CLOSED + "?number=+" + id + "&state=&month=");
      assertThat(seen.header("location")).endsWith("/console/requests/" + id);
    }
    for (String none : List.of(RequestId.random().toString(), "%3Cscript%3E")) {
      assertThat(kim.get(CLOSED + "?number=" + none).body())
          .contains("There is no request with this number")
          .doesNotContain("<script", "There is none.");
    }
  }

  @Test
  void whatIsNoStateNoMonthOrNoPageIsSaid() {
    assertThat(kim.get(CLOSED + "?state=OPEN").status()).isEqualTo(404);
    assertThat(kim.get(CLOSED + "?month=lately").status()).isEqualTo(422);
    assertThat(kim.get(CLOSED + "?after=there").status()).isEqualTo(404);
  }

  @Test
  void walksThroughAHundredThousandByPages() {
    API.ledger()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  INSERT INTO rights_requests (id, asked, channel, state, status_digest,
                    received_at, due_at, closed_at)
                  SELECT gen_random_uuid(), 'ACCESS', 'API',
                    CASE WHEN number % 1000 = 0 THEN 'EXPIRED' ELSE 'FULFILLED' END,
                    sha256(number::text::bytea), now() - interval '10 days',
                    now() + interval '20 days', now() - number * interval '1 minute'
                  FROM generate_series(1, 100000) number
                  """);
              handle.execute("ANALYZE rights_requests");
            });
    String path = CLOSED;
    for (int i = 0; i < 20; i++) {
      path = next(path, 51);
    }
    String rare = CLOSED + "?state=EXPIRED";
    assertThat(kim.get(next(rare, 51)).body().split("<tr>", -1)).hasSize(52);
    for (String question : List.of(CLOSED, path, rare, CLOSED + "?state=REVOKED")) {
      long began = System.nanoTime();
      kim.get(question);
      System.out.printf(
          "%s of 100,000 closed requests, warm: %d ms%n",
          question.length() > 80 ? "page 21" : question,
          Duration.ofNanos(System.nanoTime() - began).toMillis());
    }
  }

  /** The address of the page behind this one, which has that many rows and a head. */
  private String next(String path, int rows) {
    String body = kim.get(path).body();
    assertThat(body.split("<tr>", -1)).hasSize(rows + 1);
    Matcher found = NEXT.matcher(body);
    assertThat(found.find()).as("%s has a next page", path).isTrue();
    return found.group(1).replace("&#x3D;", "=").replace("&amp;", "&");
  }

  private static RequestId denied() {
    RequestId id = Asked.by(API, Right.ACCESS, null);
    StaffId kim = API.stores().staff().staff().signIn("https://identity.test", "kim");
    API.stores().people().rights().desk().deny(id, RequestReason.OTHER, "No.", kim);
    return id;
  }
}
