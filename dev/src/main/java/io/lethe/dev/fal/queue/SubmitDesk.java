package io.lethe.dev.fal.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.SimulatedFalSettings;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.knob.SimulatedFailure.At;
import io.lethe.dev.fal.model.KlingModel;
import io.lethe.dev.fal.queue.SimulatedRequest.Notice;
import io.lethe.dev.fal.queue.SimulatedRequest.Queued;
import io.lethe.dev.fal.queue.SimulatedRequest.Work;
import io.lethe.dev.fal.seen.ReceivedFile;
import io.lethe.dev.fal.seen.ReceivedSubmission;
import io.lethe.dev.fal.seen.Reception;
import io.lethe.dev.fal.wire.Exchange;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes submits: checks them as fal.ai would, notes them, and queues what it accepts. */
public final class SubmitDesk {
  /** Nobody waits longer for an answer, not even for one that comes after its webhook. */
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(20);

  private final SimulatedFalSettings settings;
  private final LiveKnobs knobs;
  private final RequestFolder folder;
  private final Runners runners;
  private final Reception reception;
  private final Supplier<URI> base;
  private final Clock clock;

  /**
   * @param base where the queue is
   */
  public SubmitDesk(
      SimulatedFalSettings settings,
      LiveKnobs knobs,
      RequestFolder folder,
      Runners runners,
      Reception reception,
      Supplier<URI> base) {
    this.settings = settings;
    this.knobs = knobs;
    this.folder = folder;
    this.runners = runners;
    this.reception = reception;
    this.base = base;
    this.clock = settings.clock();
  }

  /**
   * A submit as it came.
   *
   * @param headers by lower-case name, without the key
   */
  public record Submit(
      String endpoint, Map<String, String> headers, String query, Asked asked, byte[] body) {}

  /**
   * What the query asked for.
   *
   * @param longestQueue {@code fal_max_queue_length}; 0 for nothing
   */
  public record Asked(@Nullable URI webhook, int longestQueue) {}

  private record Decision(@Nullable SimulatedRequest accepted, Reply reply) {}

  public Reply submit(Submit submit) {
    JsonNode input;
    try {
      input = Json.MAPPER.readTree(submit.body());
    } catch (IOException malformed) {
      return Reply.detail(400, "Invalid JSON");
    }
    Parameters parameters = Parameters.of(input);
    Decision decision = decide(submit, input, parameters);
    note(submit, parameters, decision.accepted());
    if (decision.accepted() != null) {
      holdForWebhook(decision.accepted());
    }
    return decision.reply();
  }

  private Decision decide(Submit submit, JsonNode input, Parameters parameters) {
    return refusal(submit, input)
        .map(refusal -> new Decision(null, refusal))
        .orElseGet(
            () ->
                accept(
                    KlingModel.find(submit.endpoint()).orElseThrow(), submit, input, parameters));
  }

  private Optional<Reply> refusal(Submit submit, JsonNode input) {
    if (knobs.now().account().locked() || knobs.take(SimulatedFailure.LOCKED_ACCOUNT)) {
      return Optional.of(
          Reply.detail(
              403, "User is locked. Reason: Exhausted balance. Top up your balance and retry."));
    }
    Optional<KlingModel> model = KlingModel.find(submit.endpoint());
    if (model.isEmpty()) {
      return Optional.of(Reply.detail(404, "Application not found"));
    }
    List<KlingModel.Complaint> complaints = model.get().complaints(input);
    if (!complaints.isEmpty()) {
      return Optional.of(unprocessable(complaints, input));
    }
    if (knobs.take(SimulatedFailure.REJECTED_INPUT)) {
      return Optional.of(
          unprocessable(
              List.of(new KlingModel.Complaint("prompt", "value_error", "Not a prompt", Map.of())),
              input));
    }
    if (Lifecycle.startTimeout(submit.headers()).filter(Duration::isZero).isPresent()) {
      return Optional.of(Reply.infrastructure(400, "bad_request", "Invalid timeout header"));
    }
    if (tooLong(submit.asked().longestQueue()) || tooLong(knobs.now().queueLengthLimit())) {
      return Optional.of(Exchange.tooMany(knobs.now().retryAfter()));
    }
    return Optional.empty();
  }

  private boolean tooLong(int limit) {
    return limit > 0 && runners.length() >= limit;
  }

  private static Reply unprocessable(List<KlingModel.Complaint> complaints, JsonNode input) {
    ObjectNode body = Json.object();
    ArrayNode detail = body.putArray("detail");
    for (KlingModel.Complaint complaint : complaints) {
      ObjectNode one = detail.addObject();
      one.put("type", complaint.type());
      one.putArray("loc").add("body").add(complaint.field());
      one.put("msg", complaint.words());
      // As pydantic does: the value at fault or, where there is none, all of the input.
      one.set("input", complaint.type().equals("missing") ? input : input.path(complaint.field()));
      if (!complaint.context().isEmpty()) {
        one.set("ctx", Json.MAPPER.valueToTree(complaint.context()));
      }
    }
    return Reply.json(422, body);
  }

  private Decision accept(KlingModel model, Submit submit, JsonNode input, Parameters parameters) {
    Work work =
        new Work(
            input.path("prompt").asText(""),
            Integer.parseInt(input.path("duration").asText("5")),
            model.inputs(input, parameters.files().keySet()),
            KlingModel.longestClip(input),
            knobs.take(At.JOB).orElse(null));
    String id = UUID.randomUUID().toString();
    URI webhook = submit.asked().webhook();
    SimulatedRequest request =
        new SimulatedRequest(
            id,
            model.endpoint(),
            clock.instant(),
            Lifecycle.terms(
                submit.headers(),
                webhook,
                webhook == null ? null : knobs.take(At.WEBHOOK).orElse(null),
                id),
            null,
            new Queued(work),
            new Notice(0, webhook == null));
    folder.accept(request, parameters.inline());
    reception.happened(id, "accepted");
    int position = runners.enqueue(request);
    return new Decision(request, answer(request, position));
  }

  private Reply answer(SimulatedRequest request, int position) {
    URI host =
        knobs.take(SimulatedFailure.FOREIGN_ADDRESSES)
            ? URI.create("https://elsewhere.invalid")
            : base.get();
    ObjectNode answer = Json.object().put("status", "IN_QUEUE").put("request_id", request.id());
    AskDesk.addresses(request, host, answer);
    answer.put("queue_position", position);
    if (request.terms().webhook() != null) {
      answer.put("gateway_request_id", request.terms().gateway());
    }
    return Reply.json(200, answer).with("x-fal-request-id", request.id());
  }

  /** The job may be so quick, and this answer so slow, that the webhook comes first. */
  private void holdForWebhook(SimulatedRequest request) {
    if (request.terms().oddity() != SimulatedFailure.WEBHOOK_BEFORE_ANSWER) {
      return;
    }
    try {
      var unused =
          folder.await(
              () -> folder.find(request.id()).map(now -> now.notice().attempts() > 0).orElse(true),
              LONGEST_HOLD);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(Submit submit, Parameters parameters, @Nullable SimulatedRequest accepted) {
    Map<String, ReceivedFile> files = new HashMap<>();
    parameters
        .files()
        .forEach(
            (name, file) ->
                files.put(
                    name,
                    new ReceivedFile(
                        file.contentType(), file.bytes(), settings.keepWhatWasSent())));
    reception.submitted(
        new ReceivedSubmission(
            clock.instant(),
            submit.endpoint(),
            submit.headers(),
            submit.query(),
            parameters.values(),
            files,
            accepted == null ? null : accepted.id()));
  }
}
