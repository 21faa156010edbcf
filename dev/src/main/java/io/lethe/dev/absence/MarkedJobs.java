package io.lethe.dev.absence;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.system.Port;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Jobs along every path that there is, crash included, each with a prompt that exists nowhere else.
 */
final class MarkedJobs {
  /** The marker in the prompt of each. */
  static final String PROMPT = "prompt";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What an erased job may still say of itself. */
  private static final Set<String> LEFT =
      Set.of(
          "id",
          "state",
          "why",
          "whatComesNext",
          "outcome",
          "reason",
          "orderedAt",
          "eraseBy",
          "readyAt",
          "collectedAt",
          "erasedAt",
          "links",
          "dataRemoved",
          // Whether the provider could still be stopped: a sentence of ours.
          "atProvider",
          "receipt");

  private final SeparateSystem system;
  private final MarkedApp app;
  private final MarkedApp other;
  private final byte[] photo;
  private final Markers markers;
  private final LateMarkers late;
  private final Consumer<String> say;
  private final Map<String, String> endings = new LinkedHashMap<>();
  private final List<String> missed = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param other the app of another subject
   */
  MarkedJobs(
      SeparateSystem system,
      MarkedApp app,
      MarkedApp other,
      byte[] photo,
      Markers markers,
      LateMarkers late,
      Consumer<String> say) {
    this.system = system;
    this.app = app;
    this.other = other;
    this.photo = photo;
    this.markers = markers;
    this.late = late;
    this.say = say;
  }

  /** Sends them all; the system is killed meanwhile, and started again. */
  void send(Watch watch) throws IOException {
    uninterrupted(watch);
    String survivor = interrupted(watch);
    afterwards(survivor, watch);
  }

  /** How each of them ended. */
  Map<String, String> endings() {
    return endings;
  }

  /** What should have been otherwise. */
  List<String> missed() {
    return missed;
  }

  /** One job for each way to end that needs no interruption, and whatever is refused. */
  private void uninterrupted(Watch watch) throws IOException {
    knobs("{\"queueLatency\":\"PT0S\",\"renderLatency\":\"PT0S\",\"nextFailures\":[]}");
    new RudeRequests(app, markers).send(photo);
    fails("REJECTED_INPUT", "the provider refuses and repeats the prompt");
    fails("CONTENT_POLICY", "the provider refuses the content");
    fails("DETAIL_AS_TEXT", "the provider repeats the prompt in a sentence");
    fails("MODEL_FAILURE", "the provider fails");
    deliver(app.order(prompt(), photo), "made, downloaded, collected", watch);
  }

  private void fails(String failure, String done) {
    say.accept("A job: " + done + ".");
    knobs("{\"nextFailures\":[\"" + failure + "\"]}");
    erased(app, app.order(prompt(), photo), done);
  }

  private void deliver(String self, String done, Watch watch) throws IOException {
    say.accept("A job: " + done + ".");
    app.await(self, PATIENCE, "READY");
    byte[] video = app.download(self + "/content");
    if (late.video(video)) {
      // Now that it is known, and while it lies in the vault.
      watch.lookAtAll();
    } else {
      missed.add("there was no video");
    }
    app.call("collected", "POST", self + "/collected", BodyPublishers.noBody());
    erased(app, self, done);
  }

  /** Three jobs in mid-render: one is cancelled, one loses its consent, and one sees a crash. */
  private String interrupted(Watch watch) throws IOException {
    knobs("{\"renderLatency\":\"PT120S\",\"concurrency\":4,\"nextFailures\":[]}");
    String cancelled = app.order(prompt(), photo);
    String withdrawn = other.order(prompt(), photo);
    String survivor = app.order(prompt(), photo);
    for (String self : List.of(cancelled, survivor)) {
      app.await(self, PATIENCE, "RENDERING");
    }
    other.await(withdrawn, PATIENCE, "RENDERING");
    say.accept("A job: cancelled while it is rendered.");
    app.call("cancel", "DELETE", cancelled, BodyPublishers.noBody());
    say.accept("A job: its consent withdrawn while it is rendered.");
    other.call("withdrawal", "DELETE", "/v1/consents/AI_PROCESSING", BodyPublishers.noBody());
    erased(app, cancelled, "cancelled while it was rendered");
    erased(other, withdrawn, "consent withdrawn while it was rendered");
    say.accept("A job: every process is killed while it is rendered. Searching what is left ...");
    system.kill();
    watch.lookAtAll();
    return survivor;
  }

  private void afterwards(String survivor, Watch watch) throws IOException {
    say.accept("Starting again on what the crash left ...");
    system.start();
    deliver(survivor, "killed with everything else, made after all", watch);
    // An order without consent is refused, and its words with it.
    app.call("withdrawal", "DELETE", "/v1/consents/AI_PROCESSING", BodyPublishers.noBody());
    app.call(
        "order without consent",
        "POST",
        "/v1/videos",
        BodyPublishers.ofString(
            "{\"model\":\"kling-2.5-turbo-standard\",\"durationSeconds\":5,\"prompt\":\"%s\"}"
                .formatted(markers.words("prompt without consent", "%s"))),
        "Content-Type",
        "application/json");
  }

  private void erased(MarkedApp who, String self, String done) {
    JsonNode job = who.await(self, PATIENCE, "ERASED");
    endings.put(
        done, "ERASED " + job.path("outcome").asText() + " " + job.path("reason").asText(""));
    Set<String> more = new TreeSet<>();
    job.fieldNames().forEachRemaining(more::add);
    more.removeAll(LEFT);
    if (!more.isEmpty()) {
      missed.add("an erased job still answers " + more);
    }
    who.get("receipt", self + "/receipt");
    who.get("content of an erased job", self + "/content");
  }

  private String prompt() {
    return markers.words(PROMPT, "Märchen: \"%s\" smiles & waves");
  }

  private void knobs(String json) {
    try {
      int status =
          http.send(
                  HttpRequest.newBuilder(system.at(Port.SIMULATED_FAL).resolve("/_sim/knobs"))
                      .PUT(BodyPublishers.ofString(json))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new ExplainedFailure("The simulated fal.ai does not know: " + json);
      }
    } catch (IOException e) {
      throw new ExplainedFailure("The simulated fal.ai does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExplainedFailure("Interrupted.", e);
    }
  }
}
