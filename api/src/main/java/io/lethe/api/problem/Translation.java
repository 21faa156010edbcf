package io.lethe.api.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.lethe.api.problem.Refusal.Unavailable;
import io.lethe.api.problem.Refusal.Unavailable.Part;
import io.lethe.storage.account.TooSoon;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.rights.NotPossible;
import io.lethe.storage.upload.UploadRefused;
import io.lethe.storage.vault.VaultUnavailable;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.glassfish.jersey.server.ParamException;

/**
 * Says which {@link Refusal} a failure is, if it is one: of the framework, of the JSON parser, of a
 * part that is away. What it does not know is a bug.
 */
final class Translation {
  /** A database or a Temporal that restarts is back after seconds. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** SQLSTATE classes: connection exception, insufficient resources, operator intervention. */
  private static final Set<String> LEDGER_AWAY = Set.of("08", "53", "57");

  private static final Set<Status.Code> TEMPORAL_AWAY =
      Set.of(
          Status.Code.UNAVAILABLE,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.CANCELLED);

  private static final List<String> TAKEN_AS_PATCH =
      List.of("application/merge-patch+json", MediaType.APPLICATION_JSON);

  private static final int LONGEST_CHAIN = 20;

  private Translation() {}

  /**
   * @param method of the request; it tells which types of bodies are taken
   */
  static Optional<Refusal> refusalOf(Throwable thrown, String method) {
    // The JSON parser wraps what the body's stream throws: our own word counts more than its.
    Optional<Refusal> refusal =
        firstInChain(thrown, Translation::ours).or(() -> firstInChain(thrown, Translation::known));
    if (refusal.isPresent()) {
      return refusal;
    }
    return thrown instanceof WebApplicationException web
        ? framework(web, method)
        : Optional.empty();
  }

  private static Optional<Refusal> firstInChain(
      Throwable thrown, Function<Throwable, Optional<Refusal>> translation) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < LONGEST_CHAIN; i++) {
      Optional<Refusal> refusal = translation.apply(cause);
      if (refusal.isPresent()) {
        return refusal;
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<Refusal> ours(Throwable cause) {
    // Jetty's word for a body that comes slower than server.minRequestDataPerSecond.
    boolean tooSlow =
        cause instanceof HttpException http && http.getCode() == HttpStatus.REQUEST_TIMEOUT_408;
    if (tooSlow || cause instanceof ClientGone) {
      return plain(ProblemType.INCOMPLETE_BODY);
    }
    return cause instanceof Refused refused ? Optional.of(refused.refusal()) : Optional.empty();
  }

  private static Optional<Refusal> known(Throwable cause) {
    if (cause instanceof UploadRefused upload) {
      return Optional.of(new JobRefusal.UnusableUpload(upload.fault()));
    }
    if (cause instanceof JobForgotten forgotten) {
      return Optional.of(new JobRefusal.Erased(forgotten.job()));
    }
    if (cause instanceof SubjectForgotten) {
      return plain(ProblemType.BEING_FORGOTTEN);
    }
    if (cause instanceof NotPossible impossible) {
      return plain(
          impossible.why() == NotPossible.Why.NO_SUCH_REQUEST
              ? ProblemType.NO_SUCH_REQUEST
              : ProblemType.REQUEST_ELSEWHERE);
    }
    if (cause instanceof TooSoon soon) {
      return Optional.of(new Refusal.TooManyRequests(soon.waitFor()));
    }
    if (cause instanceof JsonProcessingException json) {
      return Optional.of(json(json));
    }
    return away(cause).map(part -> new Unavailable(part, RETRY_AFTER));
  }

  private static Optional<Part> away(Throwable cause) {
    if (cause instanceof SQLException sql && isLedgerAway(sql)) {
      return Optional.of(Part.LEDGER);
    }
    if (cause instanceof StatusRuntimeException status
        && TEMPORAL_AWAY.contains(status.getStatus().getCode())) {
      return Optional.of(Part.TEMPORAL);
    }
    return cause instanceof VaultUnavailable ? Optional.of(Part.VAULT) : Optional.empty();
  }

  /** Without an SQLSTATE it is the pool that speaks: it got no connection in time. */
  private static boolean isLedgerAway(SQLException sql) {
    String state = sql.getSQLState();
    return state == null || (state.length() == 5 && LEDGER_AWAY.contains(state.substring(0, 2)));
  }

  private static Refusal json(JsonProcessingException json) {
    if (json instanceof UnrecognizedPropertyException unknown) {
      return unknownField(unknown);
    }
    if (json instanceof StreamConstraintsException) {
      return new RequestRefusal.UnexpectedJson(
          "", "It nests too deep, or a name, a number or a text in it is too long.");
    }
    // Inside of a field the parser's word is wrapped in the mapper's.
    if (json.getCause() instanceof JsonParseException
        || json.getCause() instanceof StreamConstraintsException) {
      return json((JsonProcessingException) json.getCause());
    }
    if (json instanceof JsonMappingException mapping) {
      return new RequestRefusal.UnexpectedJson(pointer(mapping.getPath()), expected(mapping));
    }
    JsonLocation place = json.getLocation();
    return place == null
        ? new RequestRefusal.MalformedJson(1, 1)
        : new RequestRefusal.MalformedJson(place.getLineNr(), place.getColumnNr());
  }

  private static String expected(JsonMappingException mapping) {
    if (mapping instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return "It is one of: "
          + Stream.of(format.getTargetType().getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", "))
          + ".";
    }
    return "The value is not of the kind described.";
  }

  /** Not which field: its name is the caller's own word. The pointer leads to the object around. */
  private static Refusal unknownField(UnrecognizedPropertyException unknown) {
    List<JsonMappingException.Reference> path = unknown.getPath();
    String known =
        unknown.getKnownPropertyIds().stream()
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    return new RequestRefusal.UnexpectedJson(
        pointer(path.subList(0, Math.max(0, path.size() - 1))),
        "A field is unknown here; these are known: " + known + ".");
  }

  private static String pointer(List<JsonMappingException.Reference> path) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      String name = step.getFieldName();
      pointer.append('/');
      pointer.append(
          name == null
              ? String.valueOf(step.getIndex())
              : name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  private static Optional<Refusal> framework(WebApplicationException web, String method) {
    if (web instanceof ParamException param
        && !(web instanceof ParamException.PathParamException)) {
      return Optional.of(
          new RequestRefusal.InvalidParameter(
              param.getParameterName(), "It has no value that can be understood."));
    }
    if (web instanceof NotAllowedException) {
      return Optional.of(
          new RequestRefusal.MethodNotAllowed(web.getResponse().getAllowedMethods()));
    }
    if (web instanceof NotSupportedException) {
      return Optional.of(
          new RequestRefusal.UnsupportedType(
              method.equals(HttpMethod.PATCH)
                  ? TAKEN_AS_PATCH
                  : List.of(MediaType.APPLICATION_JSON)));
    }
    return switch (web.getResponse().getStatus()) {
      case 404 -> plain(ProblemType.NO_SUCH_ROUTE);
      case 406 -> plain(ProblemType.NOT_ACCEPTABLE);
      case 400 -> plain(ProblemType.BAD_REQUEST);
      default -> Optional.empty();
    };
  }

  private static Optional<Refusal> plain(ProblemType type) {
    return Optional.of(new Refusal.Plain(type));
  }
}
