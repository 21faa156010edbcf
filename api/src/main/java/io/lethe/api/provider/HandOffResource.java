package io.lethe.api.provider;

import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.api.video.ByteRange;
import io.lethe.api.video.VideoStream;
import io.lethe.storage.egress.AttemptToken;
import io.lethe.storage.provider.HandOffs;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.Vault;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands a sanitised file to the provider, under an address that was told to it alone. An address
 * that is no longer good looks like one that never was.
 */
@Path("/handoff/{token}")
public final class HandOffResource {
  private final HandOffs handOffs;
  private final Vault vault;

  public HandOffResource(HandOffs handOffs, Vault vault) {
    this.handOffs = handOffs;
    this.vault = vault;
  }

  @GET
  public Response file(
      @PathParam("token") String word, @HeaderParam("Range") @Nullable String range) {
    AttemptToken token = new AttemptToken(word);
    Media file = look(token);
    Optional<ByteRange> asked = ByteRange.parse(range, file.size());
    ByteRange part = asked.orElseGet(() -> ByteRange.all(file.size()));
    VideoStream bytes = VideoStream.open(vault, file, part);
    if (!handOffs.fetch(token, part.length())) {
      bytes.close();
      throw notFound();
    }
    Response.ResponseBuilder answer = asked.isPresent() ? Response.status(206) : Response.ok();
    asked.ifPresent(known -> answer.header("Content-Range", known.of(file.size())));
    return headers(answer, file)
        .header(HttpHeaders.CONTENT_LENGTH, part.length())
        .entity(bytes)
        .build();
  }

  /** Without the bytes: no fetch. */
  @HEAD
  public Response head(@PathParam("token") String word) {
    Media file = look(new AttemptToken(word));
    return headers(Response.ok(), file).header(HttpHeaders.CONTENT_LENGTH, file.size()).build();
  }

  private Media look(AttemptToken token) {
    return handOffs.look(token).orElseThrow(HandOffResource::notFound);
  }

  private static RuntimeException notFound() {
    return new Refusal.Plain(ProblemType.NO_SUCH_LINK).asException();
  }

  private static Response.ResponseBuilder headers(Response.ResponseBuilder answer, Media file) {
    return answer.type(file.contentType()).header("Accept-Ranges", "bytes");
  }
}
