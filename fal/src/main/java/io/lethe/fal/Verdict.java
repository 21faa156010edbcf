package io.lethe.fal;

import static io.lethe.fal.FalFailure.Fault.FAL;
import static io.lethe.fal.FalFailure.Fault.INPUT;
import static io.lethe.fal.FalFailure.Fault.OURS;
import static io.lethe.fal.FalFailure.Remedy.NEW_JOB;
import static io.lethe.fal.FalFailure.Remedy.NONE;
import static io.lethe.fal.FalFailure.Remedy.REPEAT_CALL;

import io.lethe.fal.FalFailure.Fault;
import io.lethe.fal.FalFailure.Kind;
import io.lethe.fal.FalFailure.Remedy;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@link Translation} can decide on, and which of it belongs to which of fal.ai's error types.
 */
record Verdict(Kind kind, Fault fault, Remedy remedy, boolean maybeBilled) {
  static final String CONTENT_POLICY = "content_policy_violation";

  static final Verdict CONTENT = new Verdict(Kind.CONTENT_REFUSED, INPUT, NONE, true);
  static final Verdict UNFIT = new Verdict(Kind.INPUT_REFUSED, INPUT, NONE, true);
  static final Verdict MALFORMED = new Verdict(Kind.INPUT_REFUSED, OURS, NONE, true);
  static final Verdict MODEL_TROUBLE = new Verdict(Kind.MODEL_FAILED, FAL, NEW_JOB, true);
  static final Verdict MODEL_FAILED = new Verdict(Kind.MODEL_FAILED, FAL, NONE, true);
  static final Verdict RUNNER_TROUBLE = new Verdict(Kind.UNAVAILABLE, FAL, NEW_JOB, false);
  static final Verdict RUNNER_LATE = new Verdict(Kind.TIMED_OUT, FAL, NEW_JOB, false);
  static final Verdict TOO_LATE = new Verdict(Kind.TIMED_OUT, FAL, NONE, false);
  static final Verdict CANCELLED = new Verdict(Kind.CANCELLED, OURS, NONE, true);
  static final Verdict KEY = new Verdict(Kind.KEY_REFUSED, OURS, REPEAT_CALL, false);
  static final Verdict LOCKED = new Verdict(Kind.ACCOUNT_LOCKED, OURS, REPEAT_CALL, false);
  static final Verdict LIMITED = new Verdict(Kind.RATE_LIMITED, OURS, REPEAT_CALL, false);
  static final Verdict NOT_REACHABLE = new Verdict(Kind.UNAVAILABLE, FAL, REPEAT_CALL, false);
  static final Verdict NO_ANSWER = new Verdict(Kind.TIMED_OUT, FAL, REPEAT_CALL, false);
  static final Verdict SOURCE = new Verdict(Kind.UNAVAILABLE, OURS, REPEAT_CALL, false);
  static final Verdict GONE = new Verdict(Kind.GONE, FAL, NONE, true);
  static final Verdict VIOLATION = new Verdict(Kind.PROTOCOL_VIOLATION, FAL, NONE, true);
  static final Verdict UNKNOWN_OUTCOME = new Verdict(Kind.OUTCOME_UNKNOWN, FAL, NONE, true);

  /** What fal.ai's reference lists as temporary on the model's side. */
  private static final Set<String> TROUBLE =
      Set.of(
          "internal_server_error",
          "generation_timeout",
          "downstream_service_error",
          "downstream_service_unavailable");

  private static final Map<String, Verdict> EXACT =
      Map.of(
          CONTENT_POLICY,
          CONTENT,
          "face_detection_error",
          UNFIT,
          "partner_validation_failed",
          UNFIT,
          "request_timeout",
          RUNNER_LATE,
          "startup_timeout",
          RUNNER_LATE,
          "internal_error",
          RUNNER_TROUBLE,
          "client_cancelled",
          CANCELLED,
          "bad_request",
          MALFORMED);

  private static final Pattern UNFIT_FORM =
      Pattern.compile(
          "image_(too_small|too_large|load_error)|file_(too_large|download_error)"
              + "|unsupported_\\w+_format|(video|audio)_duration_too_(long|short)");

  /**
   * The names pydantic gives to fields that are missing or of a wrong type or range: our mistake.
   */
  private static final Pattern MALFORMED_FORM =
      Pattern.compile(
          "missing|extra_forbidden|enum|json_invalid|(value|type|literal|assertion)_error.*"
              + "|\\w+_(type|parsing|too_long|too_short)|(greater|less)_than\\w*|url_\\w+");

  /**
   * @param type an error type of fal.ai, of a model or of pydantic; one that is not known can't be
   *     helped by repeating
   */
  static Verdict ofType(String type) {
    Verdict exact = EXACT.get(type);
    if (exact != null) {
      return exact;
    }
    if (TROUBLE.contains(type)) {
      return MODEL_TROUBLE;
    }
    if (type.startsWith("runner_")) {
      return RUNNER_TROUBLE;
    }
    if (UNFIT_FORM.matcher(type).matches()) {
      return UNFIT;
    }
    return MALFORMED_FORM.matcher(type).matches() ? MALFORMED : MODEL_FAILED;
  }
}
