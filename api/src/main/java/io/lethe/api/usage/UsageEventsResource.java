package io.lethe.api.usage;

import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.problem.RequestRefusal;
import io.lethe.storage.usage.UsageEvents;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Takes reports of apps. They expire, and are read as totals over many people only. */
@Path("/v1/usage-events")
public final class UsageEventsResource {
  private final UsageEvents usage;
  private final Clock clock;

  public UsageEventsResource(UsageEvents usage, Clock clock) {
    this.usage = usage;
    this.clock = clock;
  }

  /** All or none. Reporting the same again changes nothing. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public void report(@Auth Bearer bearer, @Nullable NewUsageEvents report) {
    if (report == null) {
      throw new RequestRefusal.UnexpectedJson("", "The body is empty.").asException();
    }
    usage.report(bearer.subject(), report.check(clock.instant()));
  }
}
