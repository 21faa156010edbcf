package io.lethe.dev.fal.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.queue.SimulatedRequest.Failed;
import io.lethe.dev.fal.queue.SimulatedRequest.Queued;
import io.lethe.dev.fal.seen.Reception;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells where a request stands and what it led to; takes cancels. */
public final class AskDesk {
  private final LiveKnobs knobs;
  private final RequestFolder folder;
  private final Runners runners;
  private final Reception reception;
  private final Supplier<URI> base;
  private final Clock clock;

  public AskDesk(
      LiveKnobs knobs,
      RequestFolder folder,
      Runners runners,
      Reception reception,
      Supplier<URI> base,
      Clock clock) {
    this.knobs = knobs;
    this.folder = folder;
    this.runners = runners;
    this.reception = reception;
    this.base = base;
    this.clock = clock;
  }

  static void addresses(SimulatedRequest request, URI host, ObjectNode answer) {
    URI own = host.resolve("/" + request.app() + "/requests/" + request.id());
    answer
        .put("response_url", own.toString())
        .put("status_url", own + "/status")
        .put("cancel_url", own + "/cancel");
  }

  /**
   * @param logs whether they were asked for; there never are any
   */
  public Reply status(String app, String id, boolean logs) {
    SimulatedRequest request = found(app, id);
    if (request == null) {
      return unknown();
    }
    ObjectNode answer = Json.object();
    int status = 202;
    if (request.stage() instanceof Queued || knobs.take(SimulatedFailure.STATUS_BACKWARDS)) {
      answer.put("status", "IN_QUEUE").put("queue_position", runners.position(id));
    } else if (knobs.take(SimulatedFailure.STATUS_UNHEARD_OF)) {
      answer.put("status", "PAUSED");
    } else if (request.over()) {
      status = 200;
      completed(request, answer);
    } else {
      answer.put("status", "IN_PROGRESS");
    }
    answer.put("request_id", id);
    addresses(request, base.get(), answer);
    // The official Python client relies on the name being there, asked for or not.
    if (logs) {
      answer.putArray("logs");
    } else {
      answer.putNull("logs");
    }
    reception.happened(id, "asked for its status: " + answer.path("status").asText());
    return Reply.json(status, answer).with("x-fal-request-id", id);
  }

  private static void completed(SimulatedRequest request, ObjectNode answer) {
    answer.put("status", "COMPLETED").putObject("metrics");
    if (request.stage() instanceof Failed failed
        && failed.oddity() != SimulatedFailure.CONTENT_POLICY_UNTOLD) {
      answer.put("error", failed.message()).put("error_type", failed.type());
    }
  }

  public Reply result(String app, String id) {
    SimulatedRequest request = found(app, id);
    if (request == null || request.resultForgotten(clock.instant(), knobs.now())) {
      return unknown();
    }
    if (!request.over()) {
      return Reply.detail(400, "Request is still in progress").with("x-fal-request-id", id);
    }
    Reply reply = Outcome.of(request, base.get());
    reception.happened(id, "asked for its result: " + reply.status());
    return reply.with("x-fal-request-id", id);
  }

  public Reply cancel(String app, String id) {
    SimulatedRequest request = found(app, id);
    if (request == null) {
      return Reply.json(404, Json.object().put("status", "NOT_FOUND"));
    }
    if (request.over()) {
      return Reply.json(400, Json.object().put("status", "ALREADY_COMPLETED"));
    }
    reception.happened(id, "asked to be cancelled");
    runners.withdraw(id);
    return Reply.json(202, Json.object().put("status", "CANCELLATION_REQUESTED"));
  }

  private static Reply unknown() {
    return Reply.detail(404, "Request not found");
  }

  private @Nullable SimulatedRequest found(String app, String id) {
    return folder.find(id).filter(request -> request.app().equals(app)).orElse(null);
  }
}
