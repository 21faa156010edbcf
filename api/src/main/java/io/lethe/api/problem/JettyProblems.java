package io.lethe.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty refuses before any resource sees it (such as a bad request line). */
public final class JettyProblems extends ErrorHandler {
  /** Which of them an address takes is not known here: the method was refused before. */
  private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

  private final ObjectMapper json;

  public JettyProblems(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    response.write(true, body(response), callback);
    return true;
  }

  private ByteBuffer body(Response response) throws JsonProcessingException {
    ProblemType type = typeOf(response.getStatus());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE.toString());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    // Where Jetty could not make sense of a request it ends the connection; a client that is told
    // does not send the next request into it.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    if (type == ProblemType.METHOD_NOT_ALLOWED) {
      response.getHeaders().put(HttpHeader.ALLOW, METHODS);
    }
    return ByteBuffer.wrap(
        json.writeValueAsString(Problem.of(type, Map.of())).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable ByteBuffer badMessageError(
      int status, @Nullable String reason, org.eclipse.jetty.http.HttpFields.Mutable headers) {
    headers.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE.toString());
    try {
      return ByteBuffer.wrap(json.writeValueAsBytes(Problem.of(typeOf(status), Map.of())));
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static ProblemType typeOf(int status) {
    return switch (status) {
      case 404 -> ProblemType.NO_SUCH_ROUTE;
      case 405 -> ProblemType.METHOD_NOT_ALLOWED;
      case 414 -> ProblemType.ADDRESS_TOO_LONG;
      case 417 -> ProblemType.EXPECTATION_FAILED;
      case 431 -> ProblemType.HEADERS_TOO_LARGE;
      default -> status < 500 ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL;
    };
  }
}
