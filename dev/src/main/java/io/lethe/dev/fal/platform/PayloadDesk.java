package io.lethe.dev.fal.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.media.VideoFiles;
import io.lethe.dev.fal.queue.Outcome;
import io.lethe.dev.fal.queue.RequestFolder;
import io.lethe.dev.fal.queue.SimulatedRequest;
import io.lethe.dev.fal.queue.SimulatedRequest.Deleted;
import io.lethe.dev.fal.seen.Reception;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Deletes what is stored of a request: its JSON and its output files, never that there was one. An
 * answer is repeated to whoever repeats the {@code Idempotency-Key}.
 */
public final class PayloadDesk {
  private static final int ANSWERS_KEPT = 1_000;

  private final LiveKnobs knobs;
  private final RequestFolder folder;
  private final Reception reception;
  private final Supplier<URI> base;
  private final Clock clock;
  private final Map<String, Reply> answers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reply> eldest) {
          return size() > ANSWERS_KEPT;
        }
      };

  public PayloadDesk(
      LiveKnobs knobs, RequestFolder folder, Reception reception, Supplier<URI> base, Clock clock) {
    this.knobs = knobs;
    this.folder = folder;
    this.reception = reception;
    this.base = base;
    this.clock = clock;
  }

  /**
   * @param idempotencyKey empty for none
   */
  public synchronized Reply delete(String id, String idempotencyKey) throws IOException {
    Reply before = answers.get(id + " " + idempotencyKey);
    if (!idempotencyKey.isEmpty() && before != null) {
      return before;
    }
    Reply reply = delete(id);
    if (!idempotencyKey.isEmpty()) {
      answers.put(id + " " + idempotencyKey, reply);
    }
    return reply;
  }

  private Reply delete(String id) throws IOException {
    SimulatedRequest request = folder.find(id).filter(SimulatedRequest::over).orElse(null);
    if (request == null
        || !(request.terms().stored() || knobs.now().account().deletesUnstored())
        || knobs.take(SimulatedFailure.DELETE_NOT_FOUND)) {
      reception.happened(id, "asked to delete payloads: not found");
      return Reply.platform(404, "not_found", "Request not found");
    }
    ObjectNode body = Json.object();
    ArrayNode results = body.putArray("cdn_delete_results");
    Optional<String> video = request.video(clock.instant(), knobs.now());
    boolean fails = knobs.take(SimulatedFailure.DELETE_WITH_EXCEPTION);
    video.ifPresent(
        name ->
            results
                .addObject()
                .put("link", base.get().resolve(VideoFiles.path(name)).toString())
                .put("exception", fails ? "Failed to delete the file" : null));
    if (!fails) {
      int status = Outcome.status(request);
      folder.update(id, kept -> kept.at(new Deleted(request.ended().orElseThrow(), status)));
      if (video.isPresent()) {
        folder.deleteVideo(video.get());
      }
    }
    reception.happened(id, "payloads deleted" + (fails ? ", but not the file" : ""));
    return Reply.json(200, body);
  }
}
