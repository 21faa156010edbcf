package io.lethe.api.desk;

import io.lethe.api.identity.Role;
import io.lethe.api.staff.Console;
import io.lethe.api.staff.PageRefused;
import io.lethe.api.staff.Visit;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import io.lethe.storage.rights.ClosedRequests;
import io.lethe.storage.rights.ClosedRequests.Place;
import io.lethe.storage.rights.ClosedRequests.Wanted;
import io.lethe.storage.rights.Rights;
import io.lethe.storage.rights.RightsRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For compliance: the requests that are closed, by number, state and month. */
@Path(ClosedRequestsResource.PATH)
@Console
public final class ClosedRequestsResource {
  static final String PATH = RequestsResource.PATH + "/closed";

  private final Rights rights;
  private final RequestWords requestWords;
  private final Pages pages;

  public ClosedRequestsResource(Rights rights, Pages pages, Clock clock) {
    this.rights = rights;
    this.requestWords = new RequestWords(clock);
    this.pages = pages;
  }

  /**
   * @param number of one request, open or closed: leads there if it is kept
   * @param state one of the closed states; empty for all of them
   * @param month as 2026-01, in UTC; empty for all months
   * @param toTell anything for answers that were not told yet, and nothing else
   * @param after the last of the page before, as that page's link says it
   */
  @GET
  public Response list(
      @Context ContainerRequestContext request,
      @QueryParam("number") @Nullable String number,
      @QueryParam("state") @Nullable String state,
      @QueryParam("month") @Nullable String month,
      @QueryParam("to-tell") @Nullable String toTell,
      @QueryParam("after") @Nullable String after) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    if (number != null && !number.isBlank()) {
      Optional<RequestId> one = find(number.strip());
      if (one.isPresent()) {
        return Response.seeOther(URI.create(RequestsResource.PATH + "/" + one.get())).build();
      }
      return page(visit, Wanted.ALL, List.of(), Map.of("unknown", true));
    }
    Wanted wanted = new Wanted(state(state), month(month), toTell != null);
    return page(visit, wanted, closed().page(wanted, place(after), ListPage.ASKED), first(after));
  }

  private ClosedRequests closed() {
    return rights.closed();
  }

  private static Map<String, Object> first(@Nullable String after) {
    return Map.of("first", after == null);
  }

  private Response page(
      Visit visit, Wanted wanted, List<RightsRequest> found, Map<String, Object> more) {
    ListPage<RightsRequest> page = ListPage.of(found);
    YearMonth month = wanted.month();
    Map<String, Object> words = new HashMap<>();
    words.put("unknown", false);
    words.put("first", true);
    words.putAll(more);
    words.put("requests", page.rows().stream().map(requestWords::of).toList());
    words.put("any", page.any());
    words.put("toTell", wanted.toTell());
    words.put("month", month == null ? "" : month.toString());
    words.put("states", states(wanted.state()));
    words.put("next", page.next(last -> next(wanted, last)));
    return pages.page(visit.session(), "closed", "Closed requests", RequestsResource.PATH, words);
  }

  private static List<Map<String, Object>> states(@Nullable RequestState chosen) {
    return Arrays.stream(RequestState.values())
        .filter(RequestState::isClosed)
        .map(
            state ->
                Map.<String, Object>of(
                    "name", state.name(), "words", Words.name(state), "chosen", state == chosen))
        .toList();
  }

  private static String next(Wanted wanted, RightsRequest last) {
    RequestState state = wanted.state();
    YearMonth month = wanted.month();
    return PATH
        + "?after="
        + new PageEnd(Objects.requireNonNull(last.closedAt()), last.id().value())
        + (state == null ? "" : "&state=" + state)
        + (month == null ? "" : "&month=" + month)
        + (wanted.toTell() ? "&to-tell=yes" : "");
  }

  private Optional<RequestId> find(String number) {
    try {
      return rights.requests().find(RequestId.of(number)).map(RightsRequest::id);
    } catch (IllegalArgumentException noNumber) {
      return Optional.empty();
    }
  }

  private static @Nullable RequestState state(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return null;
    }
    return Stream.of(RequestState.values())
        .filter(state -> state.isClosed() && state.name().equals(name))
        .findFirst()
        .orElseThrow(PageEnd::noSuchPage);
  }

  private static @Nullable YearMonth month(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return YearMonth.parse(text.strip());
    } catch (DateTimeParseException none) {
      throw new PageRefused(
          422, "The month can't be read", "Give it as 2026-01, or leave it empty for all months.");
    }
  }

  private static @Nullable Place place(@Nullable String after) {
    return PageEnd.of(after)
        .map(end -> new Place(end.at(), new RequestId(end.number())))
        .orElse(null);
  }
}
