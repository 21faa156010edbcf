package io.lethe.api.campaign;

import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.identity.Role;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.api.problem.RequestRefusal;
import io.lethe.domain.campaign.CampaignId;
import io.lethe.storage.campaign.Campaign;
import io.lethe.storage.campaign.Campaigns;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * For operators: sends one mail to everyone who agreed to promotional mail, and tells how many got
 * it; never who. Whom it goes to is not the operator's to say.
 */
@Path("/v1/campaigns/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class CampaignsResource {
  private final Campaigns campaigns;

  public CampaignsResource(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /** 201 for a new one; repeating it changes nothing, and nobody gets it twice. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response order(
      @Auth Bearer bearer, @PathParam("id") CampaignId id, @Nullable NewCampaign ordered) {
    bearer.require(Role.OPERATOR);
    if (ordered == null) {
      throw new RequestRefusal.UnexpectedJson("", "The body is empty.").asException();
    }
    Campaigns.Ordering ordering =
        campaigns.order(id, ordered.checkedTitle(), ordered.checkedText(), bearer.requireStaff());
    Response.Status status =
        switch (ordering) {
          case NEW -> Response.Status.CREATED;
          case REPEATED -> Response.Status.OK;
          case OTHER_WORDS ->
              throw new Refusal.Plain(ProblemType.CAMPAIGN_NUMBER_REUSED).asException();
        };
    return Response.status(status).entity(CampaignView.of(require(id))).build();
  }

  @GET
  public CampaignView read(@Auth Bearer bearer, @PathParam("id") CampaignId id) {
    bearer.require(Role.OPERATOR);
    return CampaignView.of(require(id));
  }

  private Campaign require(CampaignId id) {
    return campaigns
        .find(id)
        .orElseThrow(() -> new Refusal.Plain(ProblemType.NO_SUCH_CAMPAIGN).asException());
  }
}
