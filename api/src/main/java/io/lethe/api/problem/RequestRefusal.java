package io.lethe.api.problem;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The request is not put as {@code openapi.yaml} describes it. */
public sealed interface RequestRefusal extends Refusal {
  /**
   * @param line counted from 1
   * @param column counted from 1
   */
  record MalformedJson(int line, int column) implements RequestRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.MALFORMED_JSON;
    }

    @Override
    public String detail() {
      return "The JSON breaks off, goes wrong or repeats a name at line "
          + line
          + ", column "
          + column
          + ".";
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("line", line, "column", column);
    }
  }

  /**
   * Well-formed JSON, but not what is described.
   *
   * @param pointer where, as a JSON Pointer (RFC 6901); empty for the whole body
   */
  record UnexpectedJson(String pointer, String detail) implements RequestRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.UNEXPECTED_JSON;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("pointer", pointer);
    }
  }

  /**
   * @param parameter the name of a query parameter or header
   */
  record InvalidParameter(String parameter, String detail) implements RequestRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.INVALID_PARAMETER;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("parameter", parameter);
    }
  }

  /** A field whose value can't be worked with. */
  record InvalidField(ProblemType type, String pointer, String detail, Map<String, Object> limits)
      implements RequestRefusal {
    public InvalidField {
      limits = Map.copyOf(limits);
    }

    public InvalidField(String pointer, String detail) {
      this(ProblemType.INVALID_FIELD, pointer, detail, Map.of());
    }

    @Override
    public Map<String, Object> members() {
      return limits.isEmpty()
          ? Map.of("pointer", pointer)
          : Map.of("pointer", pointer, "limits", limits);
    }
  }

  record TooLarge(long maxBytes) implements RequestRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.TOO_LARGE;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("maxBytes", maxBytes);
    }

    /** What is left of the body is not read, so nothing more can be said on this connection. */
    @Override
    public Map<String, String> headers() {
      return Map.of("Connection", "close");
    }
  }

  record UnsupportedType(List<String> supported) implements RequestRefusal {
    public UnsupportedType {
      supported = List.copyOf(supported);
    }

    @Override
    public ProblemType type() {
      return ProblemType.UNSUPPORTED_TYPE;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("supported", supported);
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Accept", String.join(", ", supported));
    }
  }

  record MethodNotAllowed(Set<String> allowed) implements RequestRefusal {
    public MethodNotAllowed {
      allowed = Set.copyOf(allowed);
    }

    @Override
    public ProblemType type() {
      return ProblemType.METHOD_NOT_ALLOWED;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Allow", String.join(", ", new TreeSet<>(allowed)));
    }
  }

  /**
   * @param size of the whole video in bytes
   */
  record RangeNotSatisfiable(long size) implements RequestRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.RANGE_NOT_SATISFIABLE;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Content-Range", "bytes */" + size, "Accept-Ranges", "bytes");
    }
  }
}
