package io.lethe.api.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.Right;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.rights.Deletions;
import io.lethe.storage.rights.RightsRequest;
import io.lethe.storage.rights.RightsRequests;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a request stands, for who has its link: also without an account, and after the account is
 * erased. It reveals nothing else: no name, no address, no word of what was written.
 */
@Path(RightsStatusResource.PATH + "{word}")
@Produces(MediaType.APPLICATION_JSON)
public final class RightsStatusResource {
  static final String PATH = "/v1/public/rights-requests/";

  private final RightsRequests requests;
  private final Deletions deletions;

  public RightsStatusResource(RightsRequests requests, Deletions deletions) {
    this.requests = requests;
    this.deletions = deletions;
  }

  @GET
  public StatusView read(@PathParam("word") String word) {
    RightsRequest request =
        LinkWord.parse(word)
            .flatMap(requests::find)
            .orElseThrow(() -> new Refusal.Plain(ProblemType.NO_SUCH_LINK).asException());
    RequestReason reason = request.reason();
    return new StatusView(
        request.id(),
        request.right(),
        request.state().word(),
        reason == null ? null : reason.word(),
        request.receivedAt(),
        request.dueAt(),
        request.closedAt(),
        deletions.receipt(request.id()).orElse(null));
  }

  /**
   * @param receipt the signed receipt of an erasure (RFC 7515, compact), once it is complete
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StatusView(
      RequestId requestId,
      Right right,
      String status,
      @Nullable String reason,
      Instant receivedAt,
      Instant expectedBy,
      @Nullable Instant closedAt,
      @Nullable String receipt) {}
}
