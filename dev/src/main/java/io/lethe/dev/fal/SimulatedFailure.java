package io.lethe.dev.fal;

/** A way for the simulated fal.ai to fail once. Each is used up by the first call it fits. */
public enum SimulatedFailure {
  /** The job ends with {@code content_policy_violation}. */
  CONTENT_POLICY(At.JOB),
  /** The job ends with the model's {@code internal_server_error}. */
  MODEL_FAILURE(At.JOB),
  /** The job ends well, and its result names no video. */
  NO_VIDEO_URL(At.JOB),
  /** A submit is refused with 403: the account is locked for want of balance. */
  LOCKED_ACCOUNT(At.SUBMIT),
  /** A submit is refused with 429 and {@code Retry-After}. */
  RATE_LIMITED(At.SUBMIT),
  /** A submit meets a proxy's 503 page; nothing was accepted, but nobody can tell. */
  UNAVAILABLE(At.SUBMIT),
  /** A submit is accepted and the connection closed without an answer. */
  LOST_ANSWER(At.SUBMIT),
  /** A status or result call meets a proxy's 503 page. */
  STATUS_UNAVAILABLE(At.ASK);

  enum At {
    SUBMIT,
    JOB,
    ASK
  }

  private final At at;

  SimulatedFailure(At at) {
    this.at = at;
  }

  At at() {
    return at;
  }
}
