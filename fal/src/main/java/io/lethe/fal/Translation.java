package io.lethe.fal;

import static io.lethe.fal.FalFailure.Acceptance.ACCEPTED;
import static io.lethe.fal.FalFailure.Acceptance.NOT_ACCEPTED;
import static io.lethe.fal.FalFailure.Acceptance.UNKNOWN;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.fal.FalFailure.Acceptance;
import io.lethe.fal.FalFailure.Call;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides what trouble means. fal.ai speaks in three shapes: a model's {@code
 * {"detail":[{"loc", "msg","type","input"}]}}, the infrastructure's {@code
 * {"detail","error_type"}}, the platform's {@code {"error": {"type","message"}}}; and a proxy in
 * front of it in HTML. Only status and type are looked at, because the rest may repeat the prompt.
 */
final class Translation {
  /**
   * Answers to a submit which say that nothing was accepted. On any other a job may exist, for
   * instance behind a gateway that lost its answer.
   */
  private static final Set<Integer> NOTHING_ACCEPTED =
      Set.of(400, 401, 402, 403, 404, 405, 413, 415, 422, 429);

  /** An accepted request that has no result yet. */
  static final int NOT_READY = 202;

  private static final Pattern CODE = Pattern.compile("[a-z0-9_.]{1,64}");

  private final Clock clock;

  Translation(Clock clock) {
    this.clock = clock;
  }

  /** A submit that brought no answer, or half of one. */
  FalFailure brokenSubmit(IOException broken, boolean bodyComplete) {
    if (broken instanceof SubmitBody.SourceBroken) {
      return make(Verdict.SOURCE, Call.SUBMIT, NOT_ACCEPTED, 0, "file_not_readable", null);
    }
    if (bodyComplete) {
      return unknown(0, code(broken), null);
    }
    return make(network(broken), Call.SUBMIT, NOT_ACCEPTED, 0, code(broken), null);
  }

  /** Any other call that brought no answer. */
  FalFailure broken(Call call, IOException broken) {
    if (broken instanceof PublicAddresses.PrivateAddress) {
      return make(Verdict.VIOLATION, call, ACCEPTED, 0, "private_address", null);
    }
    return make(network(broken), call, ACCEPTED, 0, code(broken), null);
  }

  /** An answer that is not a success. */
  FalFailure refused(Call call, Answer answer) {
    Duration wait = retryAfter(answer);
    String type = type(answer);
    if (call == Call.SUBMIT && !NOTHING_ACCEPTED.contains(answer.status())) {
      return unknown(answer.status(), type, wait);
    }
    Acceptance acceptance = call == Call.SUBMIT ? NOT_ACCEPTED : ACCEPTED;
    Verdict verdict = verdict(call, answer, type);
    return make(verdict, call, acceptance, answer.status(), type, wait);
  }

  /** A status {@code COMPLETED} with an error beside it. */
  FalFailure failedJob(Answer answer) {
    String type = clean(answer.text("error_type"));
    return make(Verdict.ofType(type), Call.STATUS, ACCEPTED, answer.status(), type, null);
  }

  /** A job that went well and made nothing, or an error that calls itself a success. */
  FalFailure noVideo(Answer answer) {
    String type = type(answer);
    if (!type.isEmpty()) {
      return make(Verdict.ofType(type), Call.RESULT, ACCEPTED, answer.status(), type, null);
    }
    return make(Verdict.MODEL_FAILED, Call.RESULT, ACCEPTED, answer.status(), "no_video_url", null);
  }

  /** A success that says what the protocol does not allow. */
  FalFailure violation(Call call, int status, String code) {
    if (call == Call.SUBMIT) {
      return unknown(status, code, null);
    }
    return make(Verdict.VIOLATION, call, ACCEPTED, status, code, null);
  }

  private static FalFailure unknown(int status, String code, @Nullable Duration wait) {
    return make(Verdict.UNKNOWN_OUTCOME, Call.SUBMIT, UNKNOWN, status, code, wait);
  }

  private static FalFailure make(
      Verdict verdict,
      Call call,
      Acceptance acceptance,
      int status,
      String code,
      @Nullable Duration wait) {
    boolean billed = acceptance != NOT_ACCEPTED && verdict.maybeBilled();
    return new FalFailure(
        verdict.kind(),
        call,
        verdict.fault(),
        verdict.remedy(),
        acceptance,
        billed,
        status,
        code,
        wait);
  }

  private static Verdict network(IOException broken) {
    return broken instanceof InterruptedIOException ? Verdict.NO_ANSWER : Verdict.NOT_REACHABLE;
  }

  private static Verdict verdict(Call call, Answer answer, String type) {
    if (call == Call.RESULT && notReady(answer)) {
      return Verdict.NOT_REACHABLE;
    }
    return switch (answer.status()) {
      case 401 -> Verdict.KEY;
      case 402 -> Verdict.LOCKED;
      case 403 -> forbidden(call, answer);
      case 404, 410 -> missing(call, answer);
      case 408, 504 -> startTimedOut(answer) ? Verdict.TOO_LATE : Verdict.NO_ANSWER;
      case 422 -> type.isEmpty() ? Verdict.MALFORMED : Verdict.ofType(type);
      case 429 -> Verdict.LIMITED;
      case 499 -> Verdict.CANCELLED;
      case 500, 501, 502, 503 -> Verdict.NOT_REACHABLE;
      default -> other(call, answer, type);
    };
  }

  private static Verdict forbidden(Call call, Answer answer) {
    String detail = answer.text("detail").toLowerCase(Locale.ROOT);
    if (detail.contains("locked") || detail.contains("exhausted balance")) {
      return Verdict.LOCKED;
    }
    return answer.isJson() || call == Call.DOWNLOAD ? Verdict.KEY : Verdict.NOT_REACHABLE;
  }

  /** fal.ai says so in JSON; a page from a proxy is no proof that a paid job is gone. */
  private static Verdict missing(Call call, Answer answer) {
    if (call == Call.SUBMIT && answer.isJson()) {
      return Verdict.MALFORMED;
    }
    return answer.isJson() || call == Call.DOWNLOAD ? Verdict.GONE : Verdict.NOT_REACHABLE;
  }

  private static Verdict other(Call call, Answer answer, String type) {
    if (answer.status() >= 500) {
      return Verdict.NOT_REACHABLE;
    }
    if (call == Call.SUBMIT) {
      return answer.isJson() ? Verdict.MALFORMED : Verdict.NOT_REACHABLE;
    }
    return call == Call.RESULT && !type.isEmpty() ? Verdict.ofType(type) : Verdict.VIOLATION;
  }

  /** The result of a job that is not over: an error to fal.ai, a matter of waiting to us. */
  private static boolean notReady(Answer answer) {
    String detail = answer.text("detail").toLowerCase(Locale.ROOT);
    return answer.status() == NOT_READY
        || (answer.status() == 400 && detail.contains("in progress"));
  }

  /** The limit was ours: the job did not start within {@code X-Fal-Request-Start-Timeout}. */
  private static boolean startTimedOut(Answer answer) {
    return answer.header("X-Fal-Request-Timeout-Type").filter("user"::equals).isPresent();
  }

  private static String type(Answer answer) {
    JsonNode detail = answer.json().path("detail");
    String first = "";
    for (JsonNode one : detail) {
      String type = clean(one.path("type").asText(""));
      if (type.equals(Verdict.CONTENT_POLICY)) {
        return type;
      }
      first = first.isEmpty() ? type : first;
    }
    if (!first.isEmpty()) {
      return first;
    }
    return Optional.of(clean(answer.text("error_type")))
        .filter(type -> !type.isEmpty())
        .or(() -> answer.header("X-Fal-Error-Type").map(Translation::clean))
        .filter(type -> !type.isEmpty())
        .orElseGet(() -> clean(answer.json().path("error").path("type").asText("")));
  }

  /** Nothing but a code gets through, because a code is all that may be logged. */
  private static String clean(String type) {
    return CODE.matcher(type).matches() ? type : "";
  }

  private static String code(IOException broken) {
    String name = broken.getClass().getSimpleName();
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private @Nullable Duration retryAfter(Answer answer) {
    String text = answer.header("Retry-After").orElse("").strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), date.toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException none) {
      return null;
    }
  }
}
