package io.lethe.api.desk;

import io.lethe.api.identity.Role;
import io.lethe.api.staff.Console;
import io.lethe.api.staff.Visit;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.rights.Desk;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Takes down a request that came by letter or by word. Its clock runs from the day it came. */
@Path(RequestsResource.PATH + "/new")
@Console
public final class IntakeResource {
  private final Desk desk;
  private final Accounts accounts;
  private final DeskActs acts;
  private final Pages pages;
  private final Clock clock;

  public IntakeResource(Desk desk, Accounts accounts, DeskActs acts, Pages pages, Clock clock) {
    this.desk = desk;
    this.accounts = accounts;
    this.acts = acts;
    this.pages = pages;
    this.clock = clock;
  }

  @GET
  public Response ask(@Context ContainerRequestContext request) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    return pages.page(
        visit.session(),
        "intake",
        "Take down a request",
        RequestsResource.PATH,
        Map.of(
            "today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
            "rights",
                Arrays.stream(Right.values())
                    .map(right -> Map.of("name", right.name(), "words", Words.name(right)))
                    .toList()));
  }

  @POST
  public Response take(@Context ContainerRequestContext request) {
    Visit visit = Visit.of(request).require(Role.COMPLIANCE);
    DeskForm form = DeskForm.of(visit);
    Right right = form.choice("right", Right.class, "The right");
    LocalDate received = received(form);
    SubjectId subject = subject(form.required("email", "The e-mail address of the account"));
    RequestId id =
        desk.intake(
                subject,
                right,
                form.text("details"),
                received.atStartOfDay(ZoneOffset.UTC).toInstant(),
                visit.session().staff())
            .id();
    acts.wake(id);
    return Response.seeOther(URI.create(RequestsResource.PATH + "/" + id)).build();
  }

  private LocalDate received(DeskForm form) {
    try {
      LocalDate day = LocalDate.parse(form.required("received", "The day it came"));
      if (!day.isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
        return day;
      }
    } catch (DateTimeParseException noDay) {
      // Said below, as for a day to come.
    }
    throw DeskForm.amiss("The day can't be", "Give a day until today, as 2026-01-31.");
  }

  /** By the confirmed address, because nobody on paper knows the number they have here. */
  private SubjectId subject(String address) {
    List<SubjectId> found =
        EmailAddress.parse(address).map(accounts::withEmail).orElseGet(List::of);
    if (found.size() != 1) {
      throw DeskForm.amiss(
          found.isEmpty() ? "There is no such account" : "There are several such accounts",
          "A request is taken down for the one account whose confirmed address it is. Where there is"
              + " none, nothing is kept under that address: answer the letter so.");
    }
    return found.get(0);
  }
}
