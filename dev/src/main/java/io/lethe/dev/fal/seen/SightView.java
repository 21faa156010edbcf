package io.lethe.dev.fal.seen;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.queue.RequestFolder;
import io.lethe.dev.fal.queue.SimulatedRequest;
import io.lethe.dev.fal.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What can be seen here, as one tree: the submissions of this run, the newest first, and more. */
public final class SightView {
  /** More would not be looked at. */
  private static final int SHOWN = 100;

  private final LiveKnobs knobs;
  private final Reception reception;
  private final RequestFolder folder;

  public SightView(LiveKnobs knobs, Reception reception, RequestFolder folder) {
    this.knobs = knobs;
    this.reception = reception;
    this.folder = folder;
  }

  ObjectNode all() {
    ObjectNode all = Json.object();
    List<ReceivedSubmission> submissions = reception.submissions();
    all.put("received", submissions.size());
    ArrayNode shown = all.putArray("submissions");
    Set<String> ofThisRun = new HashSet<>();
    for (int i = submissions.size() - 1; i >= 0; i--) {
      ReceivedSubmission submission = submissions.get(i);
      submission.acceptedAs().ifPresent(ofThisRun::add);
      if (shown.size() < SHOWN) {
        describe(submission, shown.addObject());
      }
    }
    ArrayNode earlier = all.putArray("requestsOfEarlierRuns");
    folder.all().stream()
        .filter(request -> !ofThisRun.contains(request.id()))
        .sorted(Comparator.comparing(SimulatedRequest::accepted).reversed())
        .limit(SHOWN)
        .forEach(request -> describe(request, earlier.addObject()));
    all.set("knobs", Json.MAPPER.valueToTree(knobs.now()));
    return all;
  }

  private void describe(ReceivedSubmission submission, ObjectNode into) {
    into.put("at", text(submission.at())).put("endpoint", submission.endpoint());
    into.put("query", submission.query());
    ObjectNode headers = into.putObject("headers").put("authorization", "Key (redacted)");
    new TreeMap<>(submission.headers()).forEach(headers::put);
    ObjectNode fields = into.putObject("parameters");
    new TreeMap<>(submission.fields()).forEach(fields::put);
    ObjectNode files = into.putObject("files");
    String id = submission.acceptedAs().orElse("");
    describe(submission.files(), "inline", id, files);
    describe(reception.fetchedFor(id), "fetched from its address", id, files);
    if (id.isEmpty()) {
      into.put("refused", true);
      return;
    }
    ObjectNode request = into.putObject("request").put("id", id);
    folder.find(id).ifPresent(found -> describe(found, request));
    ArrayNode life = request.putArray("life");
    for (Reception.Event event : reception.eventsOf(id)) {
      life.addObject().put("at", text(event.at())).put("what", event.words());
    }
  }

  private void describe(
      Map<String, ReceivedFile> files, String how, String request, ObjectNode into) {
    new TreeMap<>(files)
        .forEach(
            (field, file) -> {
              ObjectNode one =
                  into.putObject(field)
                      .put("came", how)
                      .put("contentType", file.contentType())
                      .put("bytes", file.size())
                      .put("sha256", file.sha256());
              if (reception.thumbnail(request, field).isPresent()) {
                one.put("thumbnail", "/_sim/thumbnails/" + request + "/" + field);
              }
            });
  }

  private static void describe(SimulatedRequest request, ObjectNode into) {
    into.put("id", request.id())
        .put("endpoint", request.endpoint())
        .put("accepted", text(request.accepted()))
        .put("stage", request.stage().getClass().getSimpleName());
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
