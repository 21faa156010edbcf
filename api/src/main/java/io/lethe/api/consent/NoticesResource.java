package io.lethe.api.consent;

import io.lethe.domain.consent.Notice;
import io.lethe.storage.consent.Notices;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * The notices in force: who gets what, why, for how long. Public: one may read before one joins.
 */
@Path("/v1/privacy/notices")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticesResource {
  private final Notices notices;

  public NoticesResource(Notices notices) {
    this.notices = notices;
  }

  @GET
  public NoticesView notices() {
    return new NoticesView(notices.current());
  }

  /** One notice for each purpose. */
  public record NoticesView(List<Notice> notices) {}
}
