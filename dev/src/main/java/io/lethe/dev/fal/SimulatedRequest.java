package io.lethe.dev.fal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request that was accepted, as it lies on the simulator's disk. */
record SimulatedRequest(String id, String endpoint, Instant accepted, Stage stage) {
  /** fal.ai forgets a result after this time. */
  static final Duration RESULT_KEPT = Duration.ofHours(1);

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Queued.class, name = "QUEUED"),
    @JsonSubTypes.Type(value = Rendering.class, name = "RENDERING"),
    @JsonSubTypes.Type(value = Finished.class, name = "FINISHED"),
    @JsonSubTypes.Type(value = Failed.class, name = "FAILED"),
  })
  sealed interface Stage {}

  record Queued(Work work) implements Stage {}

  record Rendering(Work work) implements Stage {}

  /**
   * @param video its name in the folder; empty for a result that names no video
   * @param bytes its size
   */
  record Finished(Instant at, String video, long bytes, Instant expires) implements Stage {}

  /**
   * @param type one of fal.ai's error types
   */
  record Failed(Instant at, String type, String message) implements Stage {}

  /**
   * What is to be made. Gone as soon as the request is over, as {@code X-Fal-Store-IO: 0} asks for.
   *
   * @param clip whether the source is a clip and not a photo
   * @param lifetime of the output
   * @param destined how the job is to end, if not well
   */
  record Work(
      String caption,
      int seconds,
      boolean clip,
      Duration lifetime,
      @Nullable SimulatedFailure destined) {}

  SimulatedRequest at(Stage next) {
    return new SimulatedRequest(id, endpoint, accepted, next);
  }

  boolean over() {
    return stage instanceof Finished || stage instanceof Failed;
  }

  /** Owner and app, under which a request is asked for. */
  String app() {
    String[] segments = endpoint.split("/", 3);
    return segments[0] + "/" + segments[1];
  }

  boolean resultForgotten(Instant now) {
    Instant end =
        stage instanceof Finished finished
            ? finished.at()
            : stage instanceof Failed failed ? failed.at() : now;
    return !now.isBefore(end.plus(RESULT_KEPT));
  }
}
