package io.lethe.dev.fal.knob;

import io.lethe.dev.fal.wire.Call;
import io.lethe.dev.fal.wire.Spoil;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way for the simulated fal.ai to fail once. Each is used up by the first call, job or webhook it
 * fits.
 */
public enum SimulatedFailure {
  /** The job ends with {@code content_policy_violation}, and the answer echoes the prompt. */
  CONTENT_POLICY(At.JOB),
  /** The same, and the status does not tell: the 422 shows on the result only. */
  CONTENT_POLICY_UNTOLD(At.JOB),
  /** The job ends with the model's {@code internal_server_error}. */
  MODEL_FAILURE(At.JOB),
  /** The job ends with the model's {@code generation_timeout}. */
  GENERATION_TIMEOUT(At.JOB),
  /** The job ends with {@code downstream_service_unavailable}: Kling does not answer fal.ai. */
  DOWNSTREAM_UNAVAILABLE(At.JOB),
  /** The job ends with {@code face_detection_error}. */
  NO_FACE(At.JOB),
  /** The job ends with {@code no_media_generated}. */
  NO_MEDIA(At.JOB),
  /** The job ends with a model error of a type that nobody has heard of. */
  UNHEARD_OF_ERROR(At.JOB),
  /** The job ends with {@code detail} as a sentence instead of a list. */
  DETAIL_AS_TEXT(At.JOB),
  /** The runner is lost: {@code runner_disconnected}, a 503. */
  RUNNER_LOST(At.JOB),
  /**
   * The job did not start in time: {@code request_timeout}, a 504 whose header blames the caller.
   */
  START_TIMEOUT(At.JOB),
  /** fal.ai loses the runner and queues the job again by itself: the status goes backwards. */
  QUEUED_AGAIN(At.JOB),
  /** The job is rendered for ever. */
  NEVER_ENDS(At.JOB),
  /** The job ends well, and its result names no video. */
  NO_VIDEO_URL(At.JOB),
  /** The job ends well, and its result is a 200 with an error inside. */
  ERROR_INSIDE(At.JOB),
  /** The job ends well, and its video is said to be at an address of a private network. */
  VIDEO_ON_PRIVATE_NETWORK(At.JOB),
  /**
   * The job ends well, and its video is said to be on a host that has nothing to do with fal.ai.
   */
  VIDEO_ELSEWHERE(At.JOB),
  /** The job ends well, and another model than the one asked for has made it. */
  SERVED_BY_ANOTHER(At.JOB),
  /** The job ends well, and its result is forgotten at once. */
  RESULT_EXPIRED(At.JOB),

  /** A submit is refused with 403: the account is locked for want of balance. */
  LOCKED_ACCOUNT(At.SUBMIT),
  /** A submit is refused with 422, and the refusal repeats the prompt as {@code input}. */
  REJECTED_INPUT(At.SUBMIT),
  /** A submit is refused with 429 and {@code Retry-After}. */
  RATE_LIMITED(At.SUBMIT, Spoil.RATE_LIMITED, false),
  /** A submit meets a proxy's 503 page; nothing was accepted, but nobody can tell. */
  UNAVAILABLE(At.SUBMIT, Spoil.PAGE_503, false),
  /** A submit is accepted, and a proxy's 503 page is the answer. */
  UNAVAILABLE_AFTERWARDS(At.SUBMIT, Spoil.PAGE_503, true),
  /** A submit is accepted and the connection closed without an answer. */
  LOST_ANSWER(At.SUBMIT, Spoil.CLOSED, true),
  /** The connection is closed without an answer and nothing was accepted; nobody can tell. */
  LOST_SUBMIT(At.SUBMIT, Spoil.CLOSED, false),
  /** A submit is accepted and its answer breaks off. */
  SUBMIT_CUT(At.SUBMIT, Spoil.CUT, true),
  /** A submit is accepted and its answer trickles. */
  SUBMIT_SLOW(At.SUBMIT, Spoil.SLOW, true),
  /** A submit is accepted and answered by a page with status 200. */
  SUBMIT_PAGE(At.SUBMIT, Spoil.PAGE_200, true),
  /** A submit is sent to another host. */
  SUBMIT_REDIRECT(At.SUBMIT, Spoil.REDIRECT, false),
  /** A submit is accepted, and the addresses in its answer are on another host. */
  FOREIGN_ADDRESSES(At.SUBMIT),

  /** A status or result call meets a proxy's 503 page. */
  STATUS_UNAVAILABLE(At.ASK, Spoil.PAGE_503, false),
  /** A status or result call is answered by a page with status 200. */
  ASK_PAGE(At.ASK, Spoil.PAGE_200, false),
  /** A status or result call is answered with 429. */
  ASK_RATE_LIMITED(At.ASK, Spoil.RATE_LIMITED, false),
  /** A status or result call's answer breaks off. */
  ASK_CUT(At.ASK, Spoil.CUT, true),
  /** A status or result call's answer trickles. */
  ASK_SLOW(At.ASK, Spoil.SLOW, true),
  /** A status or result call's answer has ten gigabytes. */
  ASK_ENDLESS(At.ASK, Spoil.ENDLESS, true),
  /** A status or result call is sent to another host. */
  ASK_REDIRECT(At.ASK, Spoil.REDIRECT, false),
  /** A status or result call's connection is closed without an answer. */
  ASK_CLOSED(At.ASK, Spoil.CLOSED, true),
  /** A status says IN_QUEUE, whatever it said before. */
  STATUS_BACKWARDS(At.STATUS),
  /** A status is none of the three. */
  STATUS_UNHEARD_OF(At.STATUS),
  /** A result meets a proxy's 503 page. */
  RESULT_UNAVAILABLE(At.RESULT, Spoil.PAGE_503, false),
  /** A cancel meets a proxy's 503 page. */
  CANCEL_UNAVAILABLE(At.CANCEL, Spoil.PAGE_503, false),

  /** A call to {@code api.fal.ai} or for a token meets a proxy's 503 page. */
  PLATFORM_UNAVAILABLE(At.PLATFORM, Spoil.PAGE_503, false),
  /** A call to {@code api.fal.ai} or for a token is answered with 429. */
  PLATFORM_RATE_LIMITED(At.PLATFORM, Spoil.RATE_LIMITED, false),
  /** Payloads are deleted, and the answer is lost. */
  DELETE_ANSWER_LOST(At.DELETE, Spoil.CLOSED, true),
  /** The payloads of a request are said not to be found. */
  DELETE_NOT_FOUND(At.DELETE),
  /** The JSON is deleted, the file is not: its line has an exception. */
  DELETE_WITH_EXCEPTION(At.DELETE),

  /** A file meets a proxy's 503 page. */
  FILE_UNAVAILABLE(At.FILE, Spoil.PAGE_503, false),
  /** A file breaks off half way. */
  FILE_CUT(At.FILE, Spoil.CUT, true),
  /** A file trickles. */
  FILE_SLOW(At.FILE, Spoil.SLOW, true),
  /** A file has ten gigabytes. */
  FILE_ENDLESS(At.FILE, Spoil.ENDLESS, true),
  /** A file is said to be on another host. */
  FILE_REDIRECT(At.FILE, Spoil.REDIRECT, false),
  /** Instead of a file comes a page with status 200. */
  FILE_PAGE(At.FILE, Spoil.PAGE_200, false),

  /** Signed with a key that is in no list. */
  WEBHOOK_FORGED(At.WEBHOOK),
  /** Signed well, for another account. */
  WEBHOOK_WRONG_ACCOUNT(At.WEBHOOK),
  /** Signed well, an hour ago. */
  WEBHOOK_OLD(At.WEBHOOK),
  /** Signed with a key that came into the list just now. */
  WEBHOOK_NEW_KEY(At.WEBHOOK),
  /** Comes a second time although the first was answered. */
  WEBHOOK_TWICE(At.WEBHOOK),
  /** Comes before the answer to the submit. */
  WEBHOOK_BEFORE_ANSWER(At.WEBHOOK),
  /** Never comes. */
  WEBHOOK_NEVER(At.WEBHOOK),
  /** Comes late: see {@link WebhookKnobs#lateBy}. */
  WEBHOOK_LATE(At.WEBHOOK),
  /** Comes without its payload, which could not be written as JSON. */
  WEBHOOK_PAYLOAD_ERROR(At.WEBHOOK);

  /** Where one strikes. */
  public enum At {
    SUBMIT(Call.SUBMIT),
    ASK(Call.STATUS, Call.RESULT),
    STATUS(Call.STATUS),
    RESULT(Call.RESULT),
    CANCEL(Call.CANCEL),
    PLATFORM(Call.DELETE, Call.LIST, Call.MODELS, Call.TOKEN),
    DELETE(Call.DELETE),
    FILE(Call.FILE),
    JOB,
    WEBHOOK;

    private final Set<Call> calls;

    At(Call... calls) {
      this.calls = EnumSet.noneOf(Call.class);
      this.calls.addAll(Set.of(calls));
    }
  }

  private final At at;
  private final @Nullable Spoil spoil;
  private final boolean afterwards;

  SimulatedFailure(At at) {
    this(at, null, false);
  }

  SimulatedFailure(At at, @Nullable Spoil spoil, boolean afterwards) {
    this.at = at;
    this.spoil = spoil;
    this.afterwards = afterwards;
  }

  public At at() {
    return at;
  }

  /** Whether it spoils the answer to such a call, whatever the answer is. */
  public boolean spoils(Call call) {
    return spoil != null && at.calls.contains(call);
  }

  /** What happens to the answer; of those that spoil one. */
  public Spoil spoil() {
    return Objects.requireNonNull(spoil);
  }

  /** Whether the call is carried out before its answer is spoiled. */
  public boolean afterwards() {
    return afterwards;
  }
}
