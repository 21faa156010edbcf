package io.lethe.api.desk;

import io.lethe.api.identity.Role;
import io.lethe.api.staff.Console;
import io.lethe.api.staff.PageRefused;
import io.lethe.api.staff.Visit;
import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.rights.LegalHold;
import io.lethe.storage.rights.LegalHolds;
import io.lethe.storage.rights.NewHold;
import io.lethe.storage.rights.NotPossible;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For compliance: the legal holds that stand, one of them whole, and how they come and go. */
@Path(HoldsResource.PATH)
@Console
public final class HoldsResource {
  static final String PATH = "/console/holds";

  /** What the form suggests; long enough for most matters, short enough to be looked at again. */
  private static final int USUAL_MONTHS = 6;

  private final LegalHolds holds;
  private final SubjectSearch subjects;
  private final DeskActs acts;
  private final Pages pages;
  private final Clock clock;

  public HoldsResource(
      LegalHolds holds, SubjectSearch subjects, DeskActs acts, Pages pages, Clock clock) {
    this.holds = holds;
    this.subjects = subjects;
    this.acts = acts;
    this.pages = pages;
    this.clock = clock;
  }

  /**
   * @param after the last of the page before, as that page's link says it
   */
  @GET
  public Response list(
      @Context ContainerRequestContext request, @QueryParam("after") @Nullable String after) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    ListPage<LegalHold> page = ListPage.of(found(after));
    return pages.page(
        visit.session(),
        "holds",
        "Legal holds",
        PATH,
        Map.of(
            "holds",
            page.rows().stream().map(HoldWords::of).toList(),
            "any",
            page.any(),
            "first",
            after == null,
            "next",
            page.next(last -> PATH + "?after=" + new PageEnd(last.endsAt(), last.id().value()))));
  }

  private List<LegalHold> found(@Nullable String after) {
    return PageEnd.of(after)
        .map(end -> holds.inForce(end.at(), new HoldId(end.number()), ListPage.ASKED))
        .orElseGet(() -> holds.inForce(null, ListPage.ASKED));
  }

  /**
   * @param whom whom it is about, if it is known already: the number of a request
   */
  @GET
  @Path("/new")
  public Response ask(
      @Context ContainerRequestContext request, @QueryParam("whom") @Nullable String whom) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    LocalDate today = holds.today();
    return pages.page(
        visit.session(),
        "new-hold",
        "Place a legal hold",
        PATH,
        Map.of(
            "id", HoldId.random().toString(),
            "whom", whom == null ? "" : whom,
            "today", today.toString(),
            "usual", today.plusMonths(USUAL_MONTHS).toString(),
            "latest", today.plusDays(LegalHolds.LONGEST_DAYS).toString()));
  }

  @POST
  @Path("/new")
  public Response place(@Context ContainerRequestContext request) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    DeskForm form = DeskForm.of(visit);
    String ground = form.required("ground", "The ground");
    LocalDate lastDay = lastDay(form);
    HoldId id = id(form.required("id", "The number of the hold"));
    requireConfirmed(form);
    SubjectId subject = subjects.find(form.required("whom", "Whom it is about"));
    StaffId staff = visit.session().staff();
    act(() -> holds.place(new NewHold(id, subject, ground, lastDay), staff));
    return Response.seeOther(URI.create(PATH + "/" + id + "?done=placed")).build();
  }

  private LocalDate lastDay(DeskForm form) {
    LocalDate day = form.day("until", "The last day");
    LocalDate today = holds.today();
    if (day.isBefore(today) || day.isAfter(today.plusDays(LegalHolds.LONGEST_DAYS))) {
      throw DeskForm.amiss(
          "The day can't be",
          "A hold ends within a year, and not in the past; place it anew then.");
    }
    return day;
  }

  private static void requireConfirmed(DeskForm form) {
    if (!form.isTicked("confirmed")) {
      throw DeskForm.amiss("It is not confirmed", "Tick that you have read what it does.");
    }
  }

  @GET
  @Path("/{id}")
  public Response one(
      @Context ContainerRequestContext request,
      @PathParam("id") String number,
      @QueryParam("done") @Nullable String done) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    LegalHold hold = find(number);
    boolean stands = hold.isInForce(clock.instant());
    List<RequestId> waiting = holds.waiting(hold.id());
    List<LegalHolds.HeldJob> jobs = holds.jobs(hold.id());
    Map<String, Object> words = HoldWords.of(hold);
    words.put("stands", stands);
    words.put("justPlaced", "placed".equals(done));
    words.put("justLifted", "lifted".equals(done));
    words.put("waiting", waiting.stream().map(RequestId::toString).toList());
    words.put("anyWaiting", !waiting.isEmpty());
    words.put(
        "jobs",
        jobs.stream()
            .map(job -> Map.of("job", job.job().toString(), "eraseBy", Words.time(job.eraseBy())))
            .toList());
    words.put("anyJobs", !jobs.isEmpty());
    return pages.page(visit.session(), "hold", "Legal hold", PATH, words);
  }

  @GET
  @Path("/{id}/release")
  public Response askToRelease(
      @Context ContainerRequestContext request, @PathParam("id") String number) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    return pages.page(
        visit.session(), "release-hold", "Lift the legal hold", PATH, HoldWords.of(find(number)));
  }

  @POST
  @Path("/{id}/release")
  public Response release(
      @Context ContainerRequestContext request, @PathParam("id") String number) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    DeskForm form = DeskForm.of(visit);
    String ground = form.required("ground", "The ground");
    requireConfirmed(form);
    HoldId id = id(number);
    StaffId staff = visit.session().staff();
    act(() -> holds.release(id, ground, staff));
    return Response.seeOther(URI.create(PATH + "/" + id + "?done=lifted")).build();
  }

  /** Does it, then wakes what waits or may go on. */
  private void act(Supplier<List<RequestId>> act) {
    try {
      act.get().forEach(acts::wake);
    } catch (SubjectForgotten erased) {
      throw new PageRefused(409, "This can't be done now", NotPossible.Why.BEGUN.sentence());
    } catch (NotPossible not) {
      throw new PageRefused(409, "This can't be done now", not.why().sentence());
    }
  }

  private LegalHold find(String number) {
    return holds.find(id(number)).orElseThrow(HoldsResource::noSuchHold);
  }

  private static HoldId id(String number) {
    try {
      return new HoldId(UUID.fromString(number));
    } catch (IllegalArgumentException none) {
      throw noSuchHold();
    }
  }

  private static PageRefused noSuchHold() {
    return new PageRefused(
        404, "There is no such legal hold", "It was never placed, or is not kept any more.");
  }
}
