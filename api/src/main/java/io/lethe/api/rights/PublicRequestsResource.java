package io.lethe.api.rights;

import io.lethe.api.problem.RequestRefusal;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.Right;
import io.lethe.storage.rights.MailedRequests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * For who has no account, or can't get in: a request by an address. The answer is the same whether
 * or not the address is known, and so is the time it takes, because nothing is looked up.
 */
@Path("/v1/public/rights-requests")
@Produces(MediaType.APPLICATION_JSON)
public final class PublicRequestsResource {
  private final MailedRequests requests;
  private final Allowance allowance;

  public PublicRequestsResource(MailedRequests requests, Allowance allowance) {
    this.requests = requests;
    this.allowance = allowance;
  }

  /** 202: a link is mailed that confirms the request. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response ask(@Context ContainerRequestContext request, @Nullable NewPublicRequest asked) {
    if (asked == null) {
      throw new RequestRefusal.UnexpectedJson("", "The body is empty.").asException();
    }
    EmailAddress address = asked.checkedAddress();
    Right right = asked.checkedRight();
    allowance.require(request);
    requests.ask(address, right, asked.details());
    return Response.accepted().build();
  }
}
