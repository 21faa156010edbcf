package io.lethe.api.desk;

import io.lethe.api.identity.Role;
import io.lethe.api.staff.Console;
import io.lethe.api.staff.PageRefused;
import io.lethe.api.staff.Visit;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.storage.rights.AskedCorrection;
import io.lethe.storage.rights.Desk;
import io.lethe.storage.rights.DeskNotes;
import io.lethe.storage.rights.Rights;
import io.lethe.storage.rights.RightsRequest;
import io.lethe.storage.rights.Statement;
import io.lethe.workflows.WorkflowIds;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For compliance: requests by their due date, one request whole, and what can be done about it. */
@Path(RequestsResource.PATH)
@Console
public final class RequestsResource {
  static final String PATH = "/console/requests";

  private static final String LATER =
      "your decision is kept. Temporal, which carries it out, can't be reached now; it goes on by"
          + " itself within minutes of its return, and you need not decide again.";

  private final Rights rights;
  private final DeskActs acts;
  private final RequestWords requestWords;
  private final WorkflowLinks workflows;
  private final Pages pages;

  public RequestsResource(
      Rights rights, DeskActs acts, WorkflowLinks workflows, Pages pages, Clock clock) {
    this.rights = rights;
    this.acts = acts;
    this.requestWords = new RequestWords(clock);
    this.workflows = workflows;
    this.pages = pages;
  }

  /**
   * @param after the last of the page before, as that page's link says it
   */
  @GET
  public Response list(
      @Context ContainerRequestContext request, @QueryParam("after") @Nullable String after) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    ListPage<RightsRequest> page = ListPage.of(found(after));
    Set<RequestId> held =
        rights.holds().heldAmong(page.rows().stream().map(RightsRequest::id).toList());
    long overdue = rights.course().countOverdue();
    long toTell = rights.letters().countToTell();
    return pages.page(
        visit.session(),
        "requests",
        "Requests",
        PATH,
        Map.of(
            "requests",
            page.rows().stream()
                .map(
                    one -> {
                      Map<String, Object> words = requestWords.of(one);
                      words.put("held", held.contains(one.id()));
                      return words;
                    })
                .toList(),
            "toTell",
            toTell == 0 ? "" : Words.count(toTell, "answer"),
            "any",
            page.any(),
            "first",
            after == null,
            "overdue",
            overdue == 0 ? "" : Words.count(overdue, "request"),
            "next",
            page.next(last -> PATH + "?after=" + new PageEnd(last.dueAt(), last.id().value()))));
  }

  private List<RightsRequest> found(@Nullable String after) {
    Desk desk = rights.desk();
    return PageEnd.of(after)
        .map(end -> desk.due(end.at(), new RequestId(end.number()), ListPage.ASKED))
        .orElseGet(() -> desk.due(null, ListPage.ASKED));
  }

  @GET
  @Path("/{id}")
  public Response one(
      @Context ContainerRequestContext request,
      @PathParam("id") RequestId id,
      @QueryParam("done") @Nullable String done,
      @QueryParam("later") @Nullable String later) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    RightsRequest found = find(id);
    DeskNotes notes = rights.letters().notes(id);
    List<AskedCorrection> corrections = rights.corrections().of(id);
    Optional<Statement> statement = rights.corrections().statement(id);
    Map<String, Object> words = requestWords.of(found);
    RequestWords.put(words, found, notes);
    words.put("title", "Request for " + lower(found));
    words.put("holds", rights.holds().on(id).stream().map(HoldWords::of).toList());
    words.put("canHold", found.subject() != null && found.beganAt() == null);
    words.put("anyCorrections", !corrections.isEmpty());
    words.put("corrections", RequestWords.ofCorrections(corrections));
    words.put("statement", statement.map(Statement::words).orElse(""));
    words.put("statementAbout", statement.map(Statement::about).orElse(""));
    words.put("timeline", RequestWords.of(rights.desk().timeline(id)));
    words.put("workflow", workflows.to(WorkflowIds.rights(id)).orElse(""));
    words.put(
        "done", done == null ? "" : DeskAct.find(done).map(act -> said(act, later)).orElse(""));
    List<DeskAct> possible =
        requestWords.possible(found, notes, !corrections.isEmpty() || statement.isPresent());
    words.put("anyActs", !possible.isEmpty());
    words.put(
        "acts",
        possible.stream()
            .map(act -> Map.of("address", address(id, act), "title", act.title()))
            .toList());
    return pages.page(visit.session(), "request", "Request for " + lower(found), PATH, words);
  }

  @GET
  @Path("/{id}/{act}")
  public Response ask(
      @Context ContainerRequestContext request,
      @PathParam("id") RequestId id,
      @PathParam("act") String word) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    DeskAct act = act(word);
    Map<String, Object> words = requestWords.of(find(id));
    words.put("address", address(id, act));
    words.put("title", act.title());
    words.put("meaning", act.meaning());
    words.put("asksReason", act == DeskAct.DENY);
    words.put("asksMonths", act == DeskAct.EXTEND);
    words.put("asksHow", act == DeskAct.VERIFY);
    words.put("asksDay", act == DeskAct.TELL);
    words.put("today", rights.letters().today().toString());
    words.put("asksAnswer", act == DeskAct.DENY || act == DeskAct.EXTEND || act == DeskAct.FULFIL);
    words.put(
        "reasons",
        Arrays.stream(RequestReason.values())
            .filter(reason -> reason != RequestReason.NEED_USER_VERIFICATION)
            .map(reason -> Map.of("name", reason.name(), "words", Words.name(reason)))
            .toList());
    return pages.page(visit.session(), "confirm", act.title(), PATH, words);
  }

  @POST
  @Path("/{id}/{act}")
  public Response perform(
      @Context ContainerRequestContext request,
      @PathParam("id") RequestId id,
      @PathParam("act") String word) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    DeskAct act = act(word);
    boolean atOnce = acts.perform(act, id, DeskForm.of(visit), visit.session().staff());
    return Response.seeOther(
            URI.create(PATH + "/" + id + "?done=" + act.word() + (atOnce ? "" : "&later=1")))
        .build();
  }

  private static String said(DeskAct act, @Nullable String later) {
    return later == null ? act.done() : act.title() + ": " + LATER;
  }

  private RightsRequest find(RequestId id) {
    return rights
        .requests()
        .find(id)
        .orElseThrow(
            () ->
                new PageRefused(
                    404,
                    "There is no such request",
                    "It was never made, or is not kept any more."));
  }

  private static DeskAct act(String word) {
    return DeskAct.find(word)
        .orElseThrow(
            () -> new PageRefused(404, "There is no such page", "Begin again at the request."));
  }

  private static String address(RequestId id, DeskAct act) {
    return PATH + "/" + id + "/" + act.word();
  }

  private static String lower(RightsRequest request) {
    return Words.name(request.right()).toLowerCase(Locale.ROOT);
  }
}
