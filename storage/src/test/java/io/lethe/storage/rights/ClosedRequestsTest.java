package io.lethe.storage.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.rights.ClosedRequests.Place;
import io.lethe.storage.rights.ClosedRequests.Wanted;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.Requests;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ClosedRequestsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Rights rights;
  private StaffId kim;

  @BeforeEach
  void open() {
    LEDGER.jdbi().useHandle(handle -> handle.execute("DELETE FROM rights_requests"));
    storage = new TestStorage(LEDGER, folder);
    rights = storage.stores().people().rights();
    kim = storage.stores().staff().staff().signIn("https://idp.example", "kim");
  }

  @Test
  void listsTheOneClosedLastFirstAndNoneThatIsOpen() {
    ask();
    RequestId first = revoked();
    RequestId second = denied();

    assertThat(numbers(Wanted.ALL, null, 10)).containsExactly(second, first);
    assertThat(rights.closed().page(Wanted.ALL, null, 10))
        .extracting(RightsRequest::answer)
        .containsOnlyNulls();
  }

  @Test
  void looksForAStateAndAMonth() {
    RequestId november = revoked();
    RequestId denied = denied();
    storage.clock().advance(Duration.ofDays(30));
    RequestId december = revoked();

    assertThat(numbers(new Wanted(RequestState.REVOKED, null, false), null, 10))
        .containsExactly(december, november);
    assertThat(numbers(new Wanted(null, YearMonth.parse("2026-11"), false), null, 10))
        .containsExactly(denied, november);
    assertThat(
            numbers(new Wanted(RequestState.REVOKED, YearMonth.parse("2026-12"), false), null, 10))
        .containsExactly(december);
    assertThat(numbers(new Wanted(null, YearMonth.parse("2026-10"), false), null, 10)).isEmpty();
  }

  @Test
  void everyRequestIsOnExactlyOnePageAlsoWhereManyAreClosedInOneInstant() {
    List<RequestId> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      RequestId id = ask();
      rights.requests().revoke(rights.requests().find(id).orElseThrow().subject(), id);
      all.add(id);
    }
    List<RequestId> seen = new ArrayList<>();
    Place after = null;
    while (true) {
      List<RightsRequest> page = rights.closed().page(Wanted.ALL, after, 2);
      if (page.isEmpty()) {
        break;
      }
      page.forEach(one -> seen.add(one.id()));
      RightsRequest last = page.get(page.size() - 1);
      after = new Place(last.closedAt(), last.id());
    }

    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
  }

  private List<RequestId> numbers(Wanted wanted, Place after, int limit) {
    return rights.closed().page(wanted, after, limit).stream().map(RightsRequest::id).toList();
  }

  private RequestId ask() {
    return Requests.ask(storage, storage.newSubject(), Right.ACCESS);
  }

  private RequestId revoked() {
    RequestId id = ask();
    SubjectId subject = rights.requests().find(id).orElseThrow().subject();
    rights.requests().revoke(subject, id);
    storage.clock().advance(Duration.ofMinutes(1));
    return id;
  }

  private RequestId denied() {
    RequestId id = ask();
    rights.desk().deny(id, RequestReason.OTHER, "No.", kim);
    storage.clock().advance(Duration.ofMinutes(1));
    return id;
  }
}
