package io.lethe.api.problem;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Explains a problem's type to whoever follows its address. Public. */
@Path("/problems/{type}")
@Produces(MediaType.APPLICATION_JSON)
public final class ProblemsResource {

  @GET
  public ProblemTypeView explain(@PathParam("type") String slug) {
    return ProblemType.find(slug)
        .map(ProblemTypeView::of)
        .orElseThrow(() -> new Refusal.Plain(ProblemType.NO_SUCH_ROUTE).asException());
  }

  /**
   * @param remedy what a client can do about it
   */
  public record ProblemTypeView(String type, String title, int status, String remedy) {
    static ProblemTypeView of(ProblemType type) {
      return new ProblemTypeView(type.address(), type.title(), type.status(), type.remedy());
    }
  }
}
