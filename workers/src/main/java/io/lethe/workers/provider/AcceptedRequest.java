package io.lethe.workers.provider;

import io.lethe.fal.FalEndpoint;
import io.lethe.fal.FalRequest;
import io.lethe.storage.egress.Egress;
import io.lethe.storage.egress.ProviderHandle;
import java.net.URI;
import java.util.Optional;

/** What the journal keeps of a request at fal.ai, in fal.ai's words and in ours. */
public final class AcceptedRequest {
  private AcceptedRequest() {}

  public static ProviderHandle handle(FalRequest request) {
    return new ProviderHandle(
        request.id(),
        request.response().toString(),
        request.status().toString(),
        request.cancel().toString());
  }

  /** Absent while it is not known to be accepted. */
  public static Optional<FalRequest> of(Egress egress) {
    return Optional.ofNullable(egress.handle())
        .map(
            handle ->
                new FalRequest(
                    new FalEndpoint(egress.endpoint()),
                    handle.requestId(),
                    URI.create(handle.statusUrl()),
                    URI.create(handle.responseUrl()),
                    URI.create(handle.cancelUrl())));
  }
}
