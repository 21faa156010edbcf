package io.lethe.api.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whatever was thrown, as a {@link Problem}. A bug is a 500 with an id that finds it in the
 * log, which keeps no messages of exceptions (see {@link io.lethe.storage.log}).
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

  private final Request request;

  public ProblemMapper(@Context Request request) {
    this.request = request;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 400) {
      return web.getResponse();
    }
    return Translation.refusalOf(thrown, request.getMethod())
        .map(ProblemMapper::answer)
        .orElseGet(() -> bug(thrown));
  }

  /** The answer to a refusal, for where nothing can be thrown. */
  public static Response answer(Refusal refusal) {
    Response.ResponseBuilder answer =
        Response.status(refusal.type().status())
            .type(Problem.MEDIA_TYPE)
            .entity(Problem.of(refusal));
    refusal.headers().forEach(answer::header);
    return answer.build();
  }

  private static Response bug(Throwable thrown) {
    UUID id = UUID.randomUUID();
    LOG.error("failure {}", id, thrown);
    return Response.status(ProblemType.INTERNAL.status())
        .type(Problem.MEDIA_TYPE)
        .entity(Problem.of(ProblemType.INTERNAL, Map.of("id", id)))
        .build();
  }
}
