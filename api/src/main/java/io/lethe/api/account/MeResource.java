package io.lethe.api.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.account.Accounts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's own account: what they told of themselves, and nothing that was found out. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
  private final Accounts accounts;

  public MeResource(Accounts accounts) {
    this.accounts = accounts;
  }

  @GET
  public MeView read(@Auth Bearer bearer) {
    return MeView.of(accounts.find(bearer.subject()));
  }

  /** Makes all changes or none. A new address counts once the link that is mailed is followed. */
  @PATCH
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  public MeView change(@Auth Bearer bearer, @Nullable JsonNode patch) {
    List<AccountEdit> edits = AccountPatch.read(patch);
    if (!edits.isEmpty()) {
      accounts.change(bearer.subject(), edits);
    }
    return read(bearer);
  }
}
