package io.lethe.api.erasure;

import io.lethe.storage.erasure.ReceiptSigner;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/** The public keys that verify receipts, as a JWK set (RFC 7517). Public. */
@Path(ReceiptSigner.KEYS_PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class ReceiptKeysResource {
  private final ReceiptSigner signer;

  public ReceiptKeysResource(ReceiptSigner signer) {
    this.signer = signer;
  }

  /** Changes only when a key is added; an hour old is fresh. */
  @GET
  public Response keys() {
    return Response.ok(signer.publicKeys().toJson(OutputControlLevel.PUBLIC_ONLY))
        .header("Cache-Control", "public, max-age=3600")
        .build();
  }
}
