package io.lethe.api.problem;

import io.lethe.api.identity.Role;
import io.lethe.domain.JobId;
import io.lethe.domain.consent.Notice;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.ModelOff;
import io.lethe.storage.upload.UploadFault;
import io.lethe.storage.video.Quota;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Why a request is not done. Whatever the kind, nothing of the request's content is repeated in the
 * answer: positions, names of fields and limits only.
 */
public sealed interface Refusal {
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

  /**
   * @param line counted from 1
   * @param column counted from 1
   */
  record MalformedJson(int line, int column) implements Refusal {
    @Override
    public ProblemType type() {
      return ProblemType.MALFORMED_JSON;
    }

    @Override
    public String detail() {
      return "The JSON breaks off or goes wrong at line " + line + ", column " + column + ".";
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
  record UnexpectedJson(String pointer, String detail) implements Refusal {
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
  record InvalidParameter(String parameter, String detail) implements Refusal {
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
      implements Refusal {
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

  /** The model's provider does not offer it in the way that it must. */
  record ModelIsOff(ModelOff reason) implements Refusal {
    @Override
    public ProblemType type() {
      return ProblemType.MODEL_OFF;
    }

    @Override
    public String detail() {
      return reason.meaning();
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("pointer", "/model", "reason", reason);
    }
  }

  /** The subject has as many jobs as it may have (RFC 6585, 4). */
  record QuotaReached(Quota.Limit limit, int most, Duration retryAfter) implements Refusal {
    @Override
    public ProblemType type() {
      return ProblemType.QUOTA_REACHED;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("limit", limit, "most", most);
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Retry-After", Long.toString(retryAfter.plusMillis(999).toSeconds()));
    }
  }

  /** No token, or one that is not accepted (RFC 6750, 3). */
  record Unauthenticated(ProblemType type) implements Refusal {
    @Override
    public Map<String, String> headers() {
      String challenge =
          type == ProblemType.TOKEN_MISSING
              ? "Bearer realm=\"lethe\""
              : "Bearer realm=\"lethe\", error=\"invalid_token\"";
      return Map.of("WWW-Authenticate", challenge);
    }
  }

  /** The person has to prove anew who they are (RFC 9470, 3). */
  record SignInAgain(Duration atMostAgo) implements Refusal {
    @Override
    public ProblemType type() {
      return ProblemType.SIGN_IN_AGAIN;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("maxAge", atMostAgo.toSeconds());
    }

    @Override
    public Map<String, String> headers() {
      return Map.of(
          "WWW-Authenticate",
          "Bearer realm=\"lethe\", error=\"insufficient_user_authentication\", max_age=\""
              + atMostAgo.toSeconds()
              + "\"");
    }
  }

  record RoleMissing(Role role) implements Refusal {
    @Override
    public ProblemType type() {
      return ProblemType.ROLE_MISSING;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("role", role.name().toLowerCase(Locale.ROOT));
    }
  }

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

  record MethodNotAllowed(Set<String> allowed) implements Refusal {
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

  /** The notice a subject must be shown first: none was answered yet, or an older one. */
  record AboutNotice(ProblemType type, Notice notice) implements Refusal {
    @Override
    public Map<String, Object> members() {
      return Map.of(
          "notice",
          Map.of(
              "purpose", notice.purpose(),
              "version", notice.version(),
              "hash", notice.hash(),
              "href", "/v1/privacy/notices",
              "consentHref", "/v1/consents/" + notice.purpose()));
    }
  }

  /** The job is not where the request needs it to be. */
  record JobElsewhere(ProblemType type, JobState state) implements Refusal {
    @Override
    public Map<String, Object> members() {
      return Map.of("state", state);
    }
  }

  /** All that the job had is erased, or is being erased. */
  record Erased(JobId job) implements Refusal {
    @Override
    public ProblemType type() {
      return ProblemType.ERASED;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("receiptHref", "/v1/videos/" + job + "/receipt");
    }
  }

  record TooLarge(long maxBytes) implements Refusal {
    @Override
    public ProblemType type() {
      return ProblemType.TOO_LARGE;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("maxBytes", maxBytes);
    }
  }

  record UnsupportedType(List<String> supported) implements Refusal {
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

  /** The bytes are not a photo that can be worked with. */
  record UnusableUpload(UploadFault fault) implements Refusal {
    @Override
    public ProblemType type() {
      return switch (fault) {
        case EMPTY -> ProblemType.UPLOAD_EMPTY;
        case NOT_AN_IMAGE -> ProblemType.NOT_AN_IMAGE;
        case NOT_A_CLIP -> ProblemType.NOT_A_CLIP;
        case TYPE_MISMATCH -> ProblemType.TYPE_MISMATCH;
        case NOT_SUPPORTED -> ProblemType.IMAGE_NOT_SUPPORTED;
        case TRUNCATED -> ProblemType.IMAGE_TRUNCATED;
        case DAMAGED -> ProblemType.IMAGE_DAMAGED;
        case TOO_LARGE -> ProblemType.TOO_LARGE;
        case TOO_MANY_PIXELS -> ProblemType.TOO_MANY_PIXELS;
        case TOO_SMALL -> ProblemType.TOO_FEW_PIXELS;
        case BAD_RATIO -> ProblemType.BAD_RATIO;
        case POLYGLOT -> ProblemType.POLYGLOT;
      };
    }
  }

  /** The bytes are not a clip that can be worked with. */
  record UnusableClip(UploadFault fault) implements Refusal {
    @Override
    public ProblemType type() {
      return switch (fault) {
        case NOT_SUPPORTED -> ProblemType.CLIP_NOT_SUPPORTED;
        case TRUNCATED -> ProblemType.CLIP_TRUNCATED;
        case DAMAGED -> ProblemType.CLIP_DAMAGED;
        case EMPTY,
            NOT_AN_IMAGE,
            NOT_A_CLIP,
            TYPE_MISMATCH,
            TOO_LARGE,
            TOO_MANY_PIXELS,
            TOO_SMALL,
            BAD_RATIO,
            POLYGLOT ->
            new UnusableUpload(fault).type();
      };
    }
  }

  /**
   * @param size of the whole video in bytes
   */
  record RangeNotSatisfiable(long size) implements Refusal {
    @Override
    public ProblemType type() {
      return ProblemType.RANGE_NOT_SATISFIABLE;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Content-Range", "bytes */" + size, "Accept-Ranges", "bytes");
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
