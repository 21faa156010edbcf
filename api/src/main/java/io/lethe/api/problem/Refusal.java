package io.lethe.api.problem;

import java.time.Duration;
import java.util.Map;

/**
 * Why a request is not done. Whatever the kind, nothing of the request's content is repeated in the
 * answer: positions, names of fields and limits only.
 */
public sealed interface Refusal
    permits IdentityRefusal,
        JobRefusal,
        RequestRefusal,
        Refusal.Plain,
        Refusal.TooManyRequests,
        Refusal.Unavailable {
  ProblemType type();

  /** One sentence about this occurrence. */
  default String detail() {
    return type().remedy();
  }

  /** Members of the problem beside the standard ones. */
  default Map<String, Object> members() {
    return Map.of();
  }

  /** Headers that belong to the answer. */
  default Map<String, String> headers() {
    return Map.of();
  }

  default Refused asException() {
    return new Refused(this);
  }

  /** One that its type says all about. */
  record Plain(ProblemType type) implements Refusal {}

  /** Refused for now: it was asked for too often. */
  record TooManyRequests(Duration retryAfter) implements Refusal {
    @Override
    public ProblemType type() {
      return ProblemType.TOO_MANY_REQUESTS;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
  }

  /** Refused for now: a part that the request needs does not answer. */
  record Unavailable(Part part, Duration retryAfter) implements Refusal {
    /** The parts that can be away. */
    public enum Part {
      LEDGER,
      TEMPORAL,
      VAULT,
      IDENTITY_PROVIDER,
      PROVIDER
    }

    @Override
    public ProblemType type() {
      return ProblemType.UNAVAILABLE;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("part", part);
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Retry-After", Long.toString(retryAfter.toSeconds()));
    }
  }
}
