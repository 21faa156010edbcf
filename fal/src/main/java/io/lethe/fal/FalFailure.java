package io.lethe.fal;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to fal.ai, or a job there, that did not go well: one type for all of it, made in one
 * place, with everything a caller decides on. The message consists of enums, an HTTP status and an
 * error code; it never holds a prompt, an address or fal.ai's own words, and there is no cause that
 * could. It may be logged.
 */
public final class FalFailure extends RuntimeException {

  /** What happened. */
  public enum Kind {
    /** fal.ai or the model's owner refused the photo or the prompt: an outcome, not trouble. */
    CONTENT_REFUSED,
    /** The model can't take this input. */
    INPUT_REFUSED,
    /** The model tried and failed. */
    MODEL_FAILED,
    /** The job was cancelled. */
    CANCELLED,
    /** The key is wrong or may not do this. */
    KEY_REFUSED,
    /**
     * The account is locked, as a rule for want of balance: stop submitting and alert; status still
     * works.
     */
    ACCOUNT_LOCKED,
    /** Too many calls or too long a queue. */
    RATE_LIMITED,
    /** Not reachable, or in trouble. */
    UNAVAILABLE,
    /** No answer in time, or the job did not start in time. */
    TIMED_OUT,
    /** fal.ai does not have it, or no longer. */
    GONE,
    /** An answer that the protocol does not allow, or an address on a host that is not allowed. */
    PROTOCOL_VIOLATION,
    /** A submit whose answer is missing: the job may exist and may be billed. Never repeat it. */
    OUTCOME_UNKNOWN
  }

  /** Which call failed. */
  public enum Call {
    SUBMIT,
    STATUS,
    RESULT,
    CANCEL,
    DOWNLOAD,
    /** The token for restricted files. */
    TOKEN,
    /** Whether a file is still there. */
    PROBE,
    /** The deletion of payloads. */
    DELETE,
    /** The list of the account's requests. */
    REQUESTS,
    /** The facts of a model, or its price. */
    MODEL,
    /** The keys that webhooks are signed with. */
    WEBHOOK_KEYS
  }

  /** Who would have to change something. */
  public enum Fault {
    /** What the subject gave. */
    INPUT,
    /** Our account, key, configuration or code. */
    OURS,
    FAL
  }

  /** What repeating may help. */
  public enum Remedy {
    /** The same call again, later. */
    REPEAT_CALL,
    /** This job is lost; a new submission may do better, and will be billed anew. */
    NEW_JOB,
    NONE
  }

  /** Whether a job exists at fal.ai. */
  public enum Acceptance {
    /** Certainly not: submitting again can't bill twice. */
    NOT_ACCEPTED,
    ACCEPTED,
    UNKNOWN
  }

  private final Kind kind;
  private final Call call;
  private final Fault fault;
  private final Remedy remedy;
  private final Acceptance acceptance;
  private final boolean maybeBilled;
  private final int httpStatus;
  private final String code;
  private final @Nullable Duration retryAfter;

  FalFailure(
      Kind kind,
      Call call,
      Fault fault,
      Remedy remedy,
      Acceptance acceptance,
      boolean maybeBilled,
      int httpStatus,
      String code,
      @Nullable Duration retryAfter) {
    super(text(kind, call, httpStatus, code));
    this.kind = kind;
    this.call = call;
    this.fault = fault;
    this.remedy = remedy;
    this.acceptance = acceptance;
    this.maybeBilled = maybeBilled;
    this.httpStatus = httpStatus;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  private static String text(Kind kind, Call call, int httpStatus, String code) {
    String status = httpStatus == 0 ? "" : " HTTP " + httpStatus;
    return "fal.ai: " + kind + " on " + call + status + (code.isEmpty() ? "" : " (" + code + ")");
  }

  public Kind kind() {
    return kind;
  }

  public Call call() {
    return call;
  }

  public Fault fault() {
    return fault;
  }

  public Remedy remedy() {
    return remedy;
  }

  /** Whether the same call can't ever succeed. */
  public boolean permanent() {
    return remedy != Remedy.REPEAT_CALL;
  }

  public Acceptance acceptance() {
    return acceptance;
  }

  /** fal.ai does not bill what failed on its side; it may bill what a model refused. */
  public boolean maybeBilled() {
    return maybeBilled;
  }

  /** The HTTP status of the answer; 0 where there was none. */
  public int httpStatus() {
    return httpStatus;
  }

  /**
   * fal.ai's error type or a word of ours, lower case letters, digits and underscores; may be
   * empty.
   */
  public String code() {
    return code;
  }

  /** How long fal.ai asked to wait. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
