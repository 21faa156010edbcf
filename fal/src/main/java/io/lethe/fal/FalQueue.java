package io.lethe.fal;

import io.lethe.fal.FalFailure.Call;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * fal.ai's queue: submit a job, follow it, fetch its result. Every call blocks, for as long as
 * {@link FalSettings} lets it and no longer, and fails with {@link FalFailure} alone. Nothing is
 * repeated here: whether to try again is the caller's decision, because a second submit is a second
 * bill.
 *
 * <p>The key goes to the configured queue and to no other host; no redirect is followed with it.
 * Safe for use by many threads.
 */
public final class FalQueue {
  static final String TOO_LARGE = "video_too_large";

  /**
   * A CDN may send a download on to another of its hosts, each of which has to be allowed; more is
   * a loop.
   */
  private static final int MOST_HOPS = 4;

  private static final RequestBody NOTHING = RequestBody.create(ByteString.EMPTY, null);

  private final FalSettings settings;
  private final Hosts hosts;
  private final Addresses addresses;
  private final Translation translation;
  private final OkHttpClient submitting;
  private final OkHttpClient asking;
  private final OkHttpClient downloading;

  /**
   * @param clock to turn a date in {@code Retry-After} into a duration
   */
  public FalQueue(FalSettings settings, Clock clock) {
    this.settings = settings;
    this.hosts = new Hosts(settings);
    this.addresses = new Addresses(settings.baseAddress(), hosts);
    this.translation = new Translation(clock);
    this.asking = client(settings, settings.statusTimeout()).build();
    // A fresh connection for each submit: on a pooled one that fal.ai has just closed, the body
    // would be written, no answer would come, and nobody could tell whether a job was started.
    this.submitting =
        client(settings, settings.submitTimeout())
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
    this.downloading = client(settings, settings.downloadTimeout()).build();
  }

  private static OkHttpClient.Builder client(FalSettings settings, Duration limit) {
    return new OkHttpClient.Builder()
        .connectTimeout(settings.connectTimeout())
        // The limit of the whole call is the one that counts; a slow answer within it is no fault.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .callTimeout(limit)
        .followRedirects(false)
        .followSslRedirects(false);
  }

  /**
   * Starts a job, which is billed. There is no idempotency key on fal.ai's side: on {@link
   * FalFailure.Acceptance#UNKNOWN} it may exist all the same, so never submit again.
   */
  public Accepted submit(FalSubmission submission) {
    SubmitBody body = new SubmitBody(submission.input());
    Request.Builder request = withKey(addresses.submit(submission.endpoint())).post(body);
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
    Answer answer = ask(Call.STATUS, withKey(address).get().build());
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
    Answer answer = ask(Call.RESULT, withKey(address).get().build());
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
    Answer answer = ask(Call.CANCEL, withKey(address).put(NOTHING).build());
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

  /**
   * Fetches a video, without the key, from an allowed host only.
   *
   * @param video from {@link FalResult#video}
   */
  public Download download(URI video) {
    URI address = video;
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      if (!hosts.mayServeMedia(address)) {
        throw translation.violation(Call.DOWNLOAD, 0, "foreign_video_host");
      }
      Response response = fetch(address);
      if (response.isSuccessful()) {
        return opened(response);
      }
      Optional<URI> next = redirection(address, response);
      if (next.isEmpty()) {
        throw translation.refused(Call.DOWNLOAD, read(Call.DOWNLOAD, response));
      }
      response.close();
      address = next.get();
    }
    throw translation.violation(Call.DOWNLOAD, 0, "too_many_redirects");
  }

  private Response fetch(URI address) {
    Request request =
        new Request.Builder()
            .url(address.toString())
            // Compressed on the way, the declared size would be lost.
            .header("Accept-Encoding", "identity")
            .build();
    try {
      return downloading.newCall(request).execute();
    } catch (IOException broken) {
      throw translation.broken(Call.DOWNLOAD, broken);
    }
  }

  private static Optional<URI> redirection(URI from, Response response) {
    String location = response.isRedirect() ? response.header("Location") : null;
    return Optional.ofNullable(location).map(to -> from.resolve(Addresses.parse(to)));
  }

  private Download opened(Response response) {
    long limit = settings.maxVideoBytes();
    if (response.body().contentLength() > limit) {
      response.close();
      throw translation.violation(Call.DOWNLOAD, response.code(), TOO_LARGE);
    }
    return new Download(
        response, new VideoStream(response.body().byteStream(), limit, translation));
  }

  private Request.Builder withKey(URI address) {
    if (!hosts.maySeeKey(address)) {
      throw new IllegalStateException("The key must not go to that host");
    }
    return new Request.Builder()
        .url(address.toString())
        .header("Authorization", settings.key().authorization())
        .header("Accept", "application/json");
  }

  private Answer ask(Call call, Request request) {
    try {
      return Answer.read(asking.newCall(request).execute());
    } catch (IOException broken) {
      throw translation.broken(call, broken);
    }
  }

  private Answer read(Call call, Response response) {
    try {
      return Answer.read(response);
    } catch (IOException broken) {
      throw translation.broken(call, broken);
    }
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
