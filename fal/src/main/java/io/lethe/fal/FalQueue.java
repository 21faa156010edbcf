package io.lethe.fal;

import io.lethe.fal.FalFailure.Call;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * fal.ai's queue: submit a job, follow it, ask for its result. Nothing is repeated here: whether to
 * try again is the caller's decision, because a second submit is a second bill.
 *
 * <p>The key goes to the configured addresses and to no other host; no redirect is followed with
 * it.
 */
public final class FalQueue {
  private static final RequestBody NOTHING = RequestBody.create(ByteString.EMPTY, null);

  private final Wire wire;
  private final Hosts hosts;
  private final Addresses addresses;
  private final Translation translation;
  private final OkHttpClient submitting;

  FalQueue(Wire wire) {
    this.wire = wire;
    this.hosts = wire.hosts();
    this.addresses = new Addresses(wire.settings().origins().queue(), hosts);
    this.translation = wire.translation();
    // A fresh connection for each submit: on a pooled one that fal.ai has just closed, the body
    // would be written, no answer would come, and nobody could tell whether a job was started.
    this.submitting =
        wire.client(wire.settings().limits().submit())
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
  }

  /**
   * Starts a job, which is billed. There is no idempotency key on fal.ai's side: on {@link
   * FalFailure.Acceptance#UNKNOWN} it may exist all the same, so never submit again.
   */
  public Accepted submit(FalSubmission submission) {
    SubmitBody body = new SubmitBody(submission.input());
    Request.Builder request =
        wire.withKey(addresses.submit(submission.endpoint())).url(address(submission)).post(body);
    submission.headers().forEach(request::header);
    Answer answer;
    try {
      answer = Answer.read(submitting.newCall(request.build()).execute());
    } catch (IOException broken) {
      throw translation.brokenSubmit(broken, body.complete());
    }
    if (!answer.success()) {
      throw translation.refused(Call.SUBMIT, answer);
    }
    String id = answer.text("request_id");
    if (!FalRequest.isId(id)) {
      throw translation.violation(Call.SUBMIT, answer.status(), "no_request_id");
    }
    return new Accepted(
        addresses.request(submission.endpoint(), id, answer), position(answer), servedFrom(answer));
  }

  /** Where the job stands. */
  public FalStatus status(FalRequest request) {
    URI address = addresses.trusted(request).status();
    Answer answer = wire.ask(Call.STATUS, wire.withKey(address).get().build());
    if (!answer.success()) {
      throw translation.refused(Call.STATUS, answer);
    }
    return switch (answer.text("status")) {
      case "IN_QUEUE" -> new FalStatus.InQueue(position(answer));
      case "IN_PROGRESS" -> new FalStatus.InProgress();
      case "COMPLETED" ->
          new FalStatus.Completed(failed(answer) ? translation.failedJob(answer) : null);
      default -> throw translation.violation(Call.STATUS, answer.status(), "unknown_status");
    };
  }

  /**
   * The result of a completed job; there for an hour at most. Asked too early it fails as {@link
   * FalFailure.Kind#UNAVAILABLE}, to be repeated.
   */
  public FalResult result(FalRequest request) {
    URI address = addresses.trusted(request).response();
    Answer answer = wire.ask(Call.RESULT, wire.withKey(address).get().build());
    if (!answer.success() || answer.status() == Translation.NOT_READY) {
      throw translation.refused(Call.RESULT, answer);
    }
    String url = answer.json().path("video").path("url").asText("");
    if (url.isEmpty()) {
      throw translation.noVideo(answer);
    }
    URI video = Addresses.parse(url);
    if (!hosts.mayServeMedia(video)) {
      throw translation.violation(Call.RESULT, answer.status(), "foreign_video_host");
    }
    return new FalResult(video, servedFrom(answer));
  }

  /** Asks to stop a job. */
  public CancelAnswer cancel(FalRequest request) {
    URI address = addresses.trusted(request).cancel();
    Answer answer = wire.ask(Call.CANCEL, wire.withKey(address).put(NOTHING).build());
    if (answer.success()) {
      return CancelAnswer.REQUESTED;
    }
    if (answer.status() == 400 && answer.text("status").equals("ALREADY_COMPLETED")) {
      return CancelAnswer.ALREADY_COMPLETED;
    }
    if (answer.status() == 404 && answer.isJson()) {
      return CancelAnswer.NOT_FOUND;
    }
    throw translation.refused(Call.CANCEL, answer);
  }

  private HttpUrl address(FalSubmission submission) {
    HttpUrl.Builder address =
        HttpUrl.get(addresses.submit(submission.endpoint()).toString()).newBuilder();
    submission
        .webhookAddress()
        .ifPresent(webhook -> address.addQueryParameter("fal_webhook", webhook.toString()));
    return address.build();
  }

  private static boolean failed(Answer answer) {
    return answer.json().hasNonNull("error") || answer.json().hasNonNull("error_type");
  }

  private static int position(Answer answer) {
    return answer.json().path("queue_position").asInt(-1);
  }

  private static @Nullable String servedFrom(Answer answer) {
    return answer.header("x-fal-served-from").orElse(null);
  }
}
