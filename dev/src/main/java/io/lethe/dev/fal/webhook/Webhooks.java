package io.lethe.dev.fal.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.knob.WebhookKnobs;
import io.lethe.dev.fal.queue.Outcome;
import io.lethe.dev.fal.queue.RequestFolder;
import io.lethe.dev.fal.queue.SimulatedRequest;
import io.lethe.dev.fal.queue.SimulatedRequest.Notice;
import io.lethe.dev.fal.seen.Reception;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import io.lethe.dev.fal.wire.Timetable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Tells the end of each job to whom the submit named: again and again until a 2xx answers, at most
 * for about an hour. A redirect ends it. Other than the real one it calls loopback addresses, for
 * there is nobody else to call.
 */
public final class Webhooks {
  /** Old enough to be outside of any window, and not so old that the clock is plainly wrong. */
  private static final Duration OLD = Duration.ofHours(1);

  private final LiveKnobs knobs;
  private final RequestFolder folder;
  private final SigningKeys keys;
  private final Timetable timetable;
  private final Reception reception;
  private final Supplier<URI> base;
  private final String account;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NEVER).build();

  /**
   * @param base where videos are served
   * @param account the user id in the headers
   */
  public Webhooks(
      LiveKnobs knobs,
      RequestFolder folder,
      SigningKeys keys,
      Timetable timetable,
      Reception reception,
      Supplier<URI> base,
      String account,
      Clock clock) {
    this.knobs = knobs;
    this.folder = folder;
    this.keys = keys;
    this.timetable = timetable;
    this.reception = reception;
    this.base = base;
    this.account = account;
    this.clock = clock;
  }

  /** Begins, or goes on after a restart. */
  public void over(SimulatedRequest request) {
    reception.happened(request.id(), "over: " + Outcome.status(request));
    if (request.notice().settled()) {
      return;
    }
    SimulatedFailure oddity = request.terms().oddity();
    if (oddity == SimulatedFailure.WEBHOOK_NEVER) {
      settle(request.id(), 0);
    } else if (oddity == SimulatedFailure.WEBHOOK_LATE) {
      timetable.in(knobs.now().webhooks().lateBy(), () -> attempt(request.id()));
    } else {
      timetable.in(Duration.ZERO, () -> attempt(request.id()));
    }
    if (oddity == SimulatedFailure.WEBHOOK_TWICE) {
      timetable.in(knobs.now().webhooks().pauseAfter(1), () -> attempt(request.id()));
    }
  }

  private void attempt(String id) {
    SimulatedRequest request = folder.find(id).orElse(null);
    if (request == null || request.stage() instanceof SimulatedRequest.Deleted) {
      return;
    }
    int number = request.notice().attempts() + 1;
    WebhookKnobs manners = knobs.now().webhooks();
    var unused =
        http.sendAsync(
                message(request, number == 1 ? manners.firstTimeout() : manners.laterTimeout()),
                BodyHandlers.discarding())
            .handle(
                (answer, broken) -> {
                  answered(id, number, broken == null ? answer.statusCode() : 0);
                  return null;
                });
  }

  private void answered(String id, int attempts, int status) {
    boolean redirected = status / 100 == 3;
    boolean last = attempts >= knobs.now().webhooks().attempts();
    reception.happened(
        id,
        "webhook, attempt %d: %s"
            .formatted(attempts, status == 0 ? "no answer" : Integer.toString(status)));
    if (status / 100 == 2 || redirected || last) {
      settle(id, attempts);
      return;
    }
    note(id, new Notice(attempts, false));
    timetable.in(knobs.now().webhooks().pauseAfter(attempts), () -> attempt(id));
  }

  private void settle(String id, int attempts) {
    note(id, new Notice(attempts, true));
  }

  private void note(String id, Notice notice) {
    if (folder.find(id).isPresent()) {
      folder.update(id, request -> request.noticed(notice));
    }
  }

  private HttpRequest message(SimulatedRequest request, Duration timeout) {
    byte[] body = Json.bytes(body(request));
    SimulatedFailure oddity = request.terms().oddity();
    if (oddity == SimulatedFailure.WEBHOOK_NEW_KEY && request.notice().attempts() == 0) {
      keys.rotate();
    }
    long timestamp =
        clock
            .instant()
            .minus(oddity == SimulatedFailure.WEBHOOK_OLD ? OLD : Duration.ZERO)
            .getEpochSecond();
    String whose = oddity == SimulatedFailure.WEBHOOK_WRONG_ACCOUNT ? "somebody-else" : account;
    String signature =
        SigningKeys.sign(
            oddity == SimulatedFailure.WEBHOOK_FORGED
                ? SigningKeys.generate().getPrivate()
                : keys.current(),
            request.id(),
            whose,
            timestamp,
            body);
    return HttpRequest.newBuilder(Objects.requireNonNull(request.terms().webhook()))
        .timeout(timeout)
        .header("Content-Type", "application/json")
        .header("X-Fal-Webhook-Request-Id", request.id())
        .header("X-Fal-Webhook-User-Id", whose)
        .header("X-Fal-Webhook-Timestamp", Long.toString(timestamp))
        .header("X-Fal-Webhook-Signature", signature)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private ObjectNode body(SimulatedRequest request) {
    Reply outcome = Outcome.of(request, base.get());
    boolean well = outcome.status() == 200;
    ObjectNode body =
        Json.object()
            .put("request_id", request.id())
            .put("gateway_request_id", request.terms().gateway())
            .put("status", well ? "OK" : "ERROR");
    if (!well) {
      body.put("error", "Unexpected status code: " + outcome.status());
    }
    if (request.terms().oddity() == SimulatedFailure.WEBHOOK_PAYLOAD_ERROR) {
      return body.putNull("payload")
          .put("payload_error", "Response payload is not JSON serializable.");
    }
    try {
      body.set("payload", Json.MAPPER.readTree(outcome.body()));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return body;
  }
}
