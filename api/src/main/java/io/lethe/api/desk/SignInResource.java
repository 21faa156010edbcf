package io.lethe.api.desk;

import io.lethe.api.staff.Console;
import io.lethe.api.staff.PageRefused;
import io.lethe.api.staff.SessionTickets;
import io.lethe.api.staff.StaffSession;
import io.lethe.api.staff.StaffSignIn;
import io.lethe.api.staff.Visit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The console's door: in by the identity provider, and out. */
@Path("/console")
public final class SignInResource {
  private final StaffSignIn signIn;
  private final SessionTickets tickets;

  public SignInResource(StaffSignIn signIn, SessionTickets tickets) {
    this.signIn = signIn;
    this.tickets = tickets;
  }

  /** To the first part that the roles lead to. */
  @GET
  @Console
  public Response enter(@Context ContainerRequestContext request) {
    return to(Pages.firstPart(Visit.of(request).session())).build();
  }

  @GET
  @Path("/sign-in")
  public Response leaveForProvider() {
    StaffSignIn.Departure departure = signIn.begin();
    return Response.seeOther(departure.to()).cookie(departure.underWay()).build();
  }

  /** Where the identity provider sends the browser back to. */
  @GET
  @Path("/signed-in")
  public Response comeBack(
      @Context HttpHeaders headers,
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code) {
    StaffSession session =
        signIn.complete(headers.getCookies(), state, code).orElseThrow(PageRefused::signInFailed);
    return to("/console").cookie(tickets.of(session), tickets.endOfSignIn()).build();
  }

  @POST
  @Path("/sign-out")
  @Console
  public Response signOut(@Context ContainerRequestContext request) {
    signIn.end(Visit.of(request).session());
    return to("/console").cookie(tickets.endOfSession()).build();
  }

  @GET
  @Path("/style.css")
  @Produces("text/css;charset=utf-8")
  public Response style() {
    return Response.ok(Pages.read("style.css"))
        // It changes with a release; the pages themselves are kept nowhere.
        .header("Cache-Control", "public, max-age=300")
        .build();
  }

  private static Response.ResponseBuilder to(String path) {
    return Response.seeOther(URI.create(path));
  }
}
