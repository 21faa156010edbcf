package io.lethe.dev.fal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.SimulatedRequest.Queued;
import io.lethe.dev.fal.SimulatedRequest.Work;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes submits: checks them as fal.ai would, notes them, and queues what it accepts. */
final class SubmitDesk {
  /** A million jobs would otherwise be remembered for as long as the server runs. */
  private static final int REMEMBERED = 10_000;

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final SimulatedFalSettings settings;
  private final LiveKnobs knobs;
  private final RequestFolder folder;
  private final Runners runners;
  private final Clock clock;
  private final List<ReceivedSubmission> received = new ArrayList<>();

  SubmitDesk(
      SimulatedFalSettings settings, LiveKnobs knobs, RequestFolder folder, Runners runners) {
    this.settings = settings;
    this.knobs = knobs;
    this.folder = folder;
    this.runners = runners;
    this.clock = settings.clock();
  }

  /** What came in, oldest first. */
  List<ReceivedSubmission> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** A request that was accepted, or the answer that says why not. */
  record Decision(@Nullable SimulatedRequest accepted, int position, boolean silent, Reply reply) {
    static Decision no(Reply reply) {
      return new Decision(null, 0, false, reply);
    }
  }

  /**
   * @param headers by lower-case name
   * @param longestQueue what {@code fal_max_queue_length} asked for; 0 for nothing
   */
  Decision submit(String endpoint, Map<String, String> headers, byte[] body, int longestQueue) {
    JsonNode input;
    try {
      input = RequestFolder.MAPPER.readTree(body);
    } catch (IOException malformed) {
      return Decision.no(Reply.detail(400, "Invalid JSON"));
    }
    Map<String, ReceivedFile> files = new HashMap<>();
    Map<String, byte[]> bytes = new HashMap<>();
    input.fields().forEachRemaining(field -> inline(field, files, bytes));
    Decision decision = decide(endpoint, headers, input, bytes, longestQueue);
    note(endpoint, headers, input, files, decision);
    return decision;
  }

  private Decision decide(
      String endpoint,
      Map<String, String> headers,
      JsonNode input,
      Map<String, byte[]> files,
      int longestQueue) {
    KlingModel model = KlingModel.find(endpoint).orElse(null);
    if (model == null) {
      return Decision.no(Reply.detail(404, "Application not found"));
    }
    List<KlingModel.Complaint> complaints = model.complaints(input);
    if (!complaints.isEmpty()) {
      return Decision.no(unprocessable(complaints, input));
    }
    if (tooLong(longestQueue) || tooLong(knobs.now().queueLengthLimit())) {
      return Decision.no(tooMany());
    }
    SimulatedFailure now = knobs.take(SimulatedFailure.At.SUBMIT).orElse(null);
    if (now == SimulatedFailure.LOCKED_ACCOUNT) {
      return Decision.no(
          Reply.detail(
              403, "User is locked. Reason: Exhausted balance. Top up your balance and retry."));
    }
    if (now == SimulatedFailure.RATE_LIMITED) {
      return Decision.no(tooMany());
    }
    if (now == SimulatedFailure.UNAVAILABLE) {
      return Decision.no(Reply.page(503));
    }
    return accept(model, headers, input, files, now == SimulatedFailure.LOST_ANSWER);
  }

  private boolean tooLong(int limit) {
    return limit > 0 && runners.length() >= limit;
  }

  private Reply tooMany() {
    return Reply.detail(429, "Too many requests")
        .with("Retry-After", Long.toString(knobs.now().retryAfter().toSeconds()));
  }

  private static Reply unprocessable(List<KlingModel.Complaint> complaints, JsonNode input) {
    ObjectNode body = Reply.object();
    ArrayNode detail = body.putArray("detail");
    for (KlingModel.Complaint complaint : complaints) {
      ObjectNode one = detail.addObject();
      one.putArray("loc").add("body").add(complaint.field());
      one.put("msg", complaint.words());
      one.put("type", complaint.type());
      one.set("input", input.path(complaint.field()));
    }
    return Reply.json(422, body);
  }

  private Decision accept(
      KlingModel model,
      Map<String, String> headers,
      JsonNode input,
      Map<String, byte[]> files,
      boolean silent) {
    String source = model.sourceField();
    Work work =
        new Work(
            input.path("prompt").asText(""),
            Integer.parseInt(input.path("duration").asText("5")),
            source.equals("video_url"),
            lifetime(headers),
            knobs.take(SimulatedFailure.At.JOB).orElse(null));
    SimulatedRequest request =
        new SimulatedRequest(
            UUID.randomUUID().toString(), model.endpoint(), clock.instant(), new Queued(work));
    folder.accept(request, files.getOrDefault(source, new byte[0]));
    int position = runners.enqueue(request.id());
    return new Decision(request, position, silent, Reply.detail(200, ""));
  }

  /** Missing, null and zero mean that the output never expires, as with fal.ai. */
  private static Duration lifetime(Map<String, String> headers) {
    String preference = headers.getOrDefault("x-fal-object-lifecycle-preference", "{}");
    try {
      long seconds =
          RequestFolder.MAPPER.readTree(preference).path("expiration_duration_seconds").asLong(0);
      return seconds > 0 ? Duration.ofSeconds(seconds) : FOR_EVER;
    } catch (IOException malformed) {
      return FOR_EVER;
    }
  }

  private void inline(
      Map.Entry<String, JsonNode> field,
      Map<String, ReceivedFile> files,
      Map<String, byte[]> bytes) {
    String text = field.getValue().asText("");
    int comma = text.indexOf(";base64,");
    if (!text.startsWith("data:") || comma < 0) {
      return;
    }
    decoded(text.substring(comma + ";base64,".length()))
        .ifPresent(
            content -> {
              String type = text.substring("data:".length(), comma);
              files.put(
                  field.getKey(), new ReceivedFile(type, content, settings.keepWhatWasSent()));
              bytes.put(field.getKey(), content);
            });
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private void note(
      String endpoint,
      Map<String, String> headers,
      JsonNode input,
      Map<String, ReceivedFile> files,
      Decision decision) {
    Map<String, String> fields = new HashMap<>();
    input
        .fields()
        .forEachRemaining(
            field -> {
              if (!files.containsKey(field.getKey())) {
                fields.put(field.getKey(), noted(field.getValue()));
              }
            });
    SimulatedRequest accepted = decision.accepted();
    ReceivedSubmission submission =
        new ReceivedSubmission(
            clock.instant(),
            endpoint,
            headers,
            fields,
            files,
            accepted == null ? null : accepted.id());
    synchronized (received) {
      if (received.size() == REMEMBERED) {
        received.remove(0);
      }
      received.add(submission);
    }
  }

  private String noted(JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return settings.keepWhatWasSent() ? text : text.length() + " characters";
  }
}
