package io.lethe.api.rights;

import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.api.problem.RequestRefusal;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.rights.AccessPackages;
import io.lethe.storage.rights.Channel;
import io.lethe.storage.rights.Corrections;
import io.lethe.storage.rights.NewRequest;
import io.lethe.storage.rights.OpenedRequest;
import io.lethe.storage.rights.Rights;
import io.lethe.storage.rights.RightsRequest;
import io.lethe.storage.rights.RightsRequests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A subject's own requests: asked, read and taken back with the subject's own token. */
@Path("/v1/rights-requests")
@Produces(MediaType.APPLICATION_JSON)
public final class RightsRequestsResource {
  /** What a token that was left lying about must not be enough for. */
  private static final Set<Right> NEED_FRESH_SIGN_IN = EnumSet.of(Right.ACCESS, Right.DELETION);

  private final RightsRequests requests;
  private final Corrections corrections;
  private final AccessPackages packages;
  private final List<String> places;
  private final RequestWorkflows workflows;
  private final Duration signInAtMostAgo;
  private final Clock clock;

  /**
   * @param places where data about subjects lies, by name
   */
  public RightsRequestsResource(
      Rights rights,
      List<String> places,
      RequestWorkflows workflows,
      Duration signInAtMostAgo,
      Clock clock) {
    this.requests = rights.requests();
    this.corrections = rights.corrections();
    this.packages = rights.packages();
    this.places = List.copyOf(places);
    this.workflows = workflows;
    this.signInAtMostAgo = signInAtMostAgo;
    this.clock = clock;
  }

  /**
   * The request stands in the ledger first, then its workflow is started, by the workers if that
   * fails here: an answer of 201 means that it will be carried out.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response ask(@Auth Bearer bearer, @Nullable NewRightsRequest asked) {
    if (asked == null) {
      throw new RequestRefusal.UnexpectedJson("", "The body is empty.").asException();
    }
    Right right = asked.check();
    if (NEED_FRESH_SIGN_IN.contains(right)) {
      bearer.requireSignedInSince(clock.instant(), signInAtMostAgo);
    }
    OpenedRequest opened =
        requests.open(
            new NewRequest(
                bearer.subject(),
                right,
                Channel.API,
                asked.details(),
                /* verified= */ true,
                clock.instant(),
                asked.checkedCorrections(),
                asked.checkedStatement(places)));
    workflows.tell(opened.id());
    return Response.created(URI.create(RightsRequestView.address(opened.id())))
        .entity(view(requests.find(opened.id()).orElseThrow(), opened))
        .build();
  }

  @GET
  public RightsRequestsView list(@Auth Bearer bearer) {
    return new RightsRequestsView(
        requests.list(bearer.subject()).stream().map(request -> view(request, null)).toList());
  }

  @GET
  @Path("{id}")
  public RightsRequestView read(@Auth Bearer bearer, @PathParam("id") RequestId id) {
    return view(require(bearer, id), null);
  }

  /** The data itself, once: when it was downloaded whole, it is erased here. */
  @GET
  @Path("{id}/package")
  @Produces({"application/zip", MediaType.APPLICATION_JSON})
  public Response download(@Auth Bearer bearer, @PathParam("id") RequestId id) {
    require(bearer, id);
    bearer.requireSignedInSince(clock.instant(), signInAtMostAgo);
    return packages
        .open(bearer.subject(), id)
        .map(download -> PackageDownload.of(download, packages))
        .orElseThrow(() -> new Refusal.Plain(ProblemType.NO_SUCH_PACKAGE).asException());
  }

  /**
   * Takes it back, unless it is being carried out or was answered. Repeating it changes nothing.
   */
  @DELETE
  @Path("{id}")
  public RightsRequestView revoke(@Auth Bearer bearer, @PathParam("id") RequestId id) {
    require(bearer, id);
    requests.revoke(bearer.subject(), id);
    workflows.tell(id);
    return read(bearer, id);
  }

  private RightsRequestView view(RightsRequest request, @Nullable OpenedRequest opened) {
    return RightsRequestView.of(
        request,
        request.right() == Right.CORRECTION ? corrections.of(request.id()) : List.of(),
        opened);
  }

  private RightsRequest require(Bearer bearer, RequestId id) {
    return requests
        .find(bearer.subject(), id)
        .orElseThrow(() -> new Refusal.Plain(ProblemType.NO_SUCH_REQUEST).asException());
  }

  record RightsRequestsView(List<RightsRequestView> requests) {}
}
