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
public final class RightsStatusResource {
  static final String PATH = RightsRequests.STATUS_PATH;

  private static final String HTML = "text/html;charset=utf-8";

  private final RightsRequests requests;
  private final Deletions deletions;

  public RightsStatusResource(RightsRequests requests, Deletions deletions) {
    this.requests = requests;
    this.deletions = deletions;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public StatusView read(@PathParam("word") String word) {
    RightsRequest request = require(word);
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

  /** The same for people, whose browsers ask for it (RFC 9110, 12.5.1). */
  @GET
  @Produces(HTML + ";qs=0.5")
  public String show(@PathParam("word") String word) {
    RightsRequest request = require(word);
    return StatusPage.of(
        request, deletions.receipt(request.id()), deletions.residuals(request.id()));
  }

  private RightsRequest require(String word) {
    return LinkWord.parse(word)
        .flatMap(requests::find)
        .orElseThrow(() -> new Refusal.Plain(ProblemType.NO_SUCH_LINK).asException());
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
