package io.lethe.api.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.identity.Role;
import io.lethe.domain.usage.UsageEventName;
import io.lethe.storage.usage.UsageEvents;
import io.lethe.storage.usage.UsageTotal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For operators: how many people did what, by whole days. It can't be asked about fewer people. */
@Path("/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
public final class UsageResource {
  private final UsageEvents usage;

  public UsageResource(UsageEvents usage) {
    this.usage = usage;
  }

  @GET
  public UsageView read(@Auth Bearer bearer) {
    bearer.require(Role.OPERATOR);
    return new UsageView(usage.totals().stream().map(TotalView::of).toList());
  }

  record UsageView(List<TotalView> totals) {}

  /**
   * @param people rounded down to tens
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TotalView(
      LocalDate day, UsageEventName name, long people, @Nullable Integer medianSeconds) {
    static TotalView of(UsageTotal total) {
      return new TotalView(total.day(), total.name(), total.people(), total.medianSeconds());
    }
  }
}
