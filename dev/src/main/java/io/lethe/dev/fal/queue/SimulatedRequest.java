package io.lethe.dev.fal.queue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that was accepted, as it lies on the simulator's disk.
 *
 * @param started when a runner took it for the last time; null while it never did
 */
public record SimulatedRequest(
    String id,
    String endpoint,
    Instant accepted,
    Terms terms,
    @Nullable Instant started,
    Stage stage,
    Notice notice) {
  /** fal.ai forgets a result after this time. */
  private static final Duration RESULT_KEPT = Duration.ofHours(1);

  /** And a stored one after this. */
  private static final Duration STORED_KEPT = Duration.ofDays(30);

  public SimulatedRequest {
    // What an older simulator left has no terms, and is not read.
    Objects.requireNonNull(terms);
    Objects.requireNonNull(notice);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Queued.class, name = "QUEUED"),
    @JsonSubTypes.Type(value = Rendering.class, name = "RENDERING"),
    @JsonSubTypes.Type(value = Finished.class, name = "FINISHED"),
    @JsonSubTypes.Type(value = Failed.class, name = "FAILED"),
    @JsonSubTypes.Type(value = Deleted.class, name = "DELETED"),
  })
  public sealed interface Stage {}

  public record Queued(Work work) implements Stage {}

  public record Rendering(Work work) implements Stage {}

  /**
   * @param video its name in the folder; empty for a result that names no video
   * @param bytes its size
   * @param oddity what is strange about the result, if anything
   */
  public record Finished(Instant at, String video, long bytes, @Nullable SimulatedFailure oddity)
      implements Stage {}

  /**
   * @param type one of fal.ai's error types
   * @param field the input at fault; empty for the input as a whole
   * @param echo what the answer repeats of the input
   */
  public record Failed(
      Instant at,
      String type,
      String message,
      String field,
      String echo,
      @Nullable SimulatedFailure oddity)
      implements Stage {}

  /** Its payloads were deleted; that there was a request is not. */
  public record Deleted(Instant at, int statusCode) implements Stage {}

  /**
   * What the submit asked for besides the work.
   *
   * @param lifetime of the output
   * @param forbidden whether the output is for holders of a token only
   * @param stored whether fal.ai may keep the JSON for longer than the hour
   * @param webhook where the end of the job is to be told
   * @param oddity what is strange about that, if anything
   * @param gateway the id of the last try
   * @param startTimeout how long the request may wait for a runner
   */
  public record Terms(
      Duration lifetime,
      boolean forbidden,
      boolean stored,
      @Nullable URI webhook,
      @Nullable SimulatedFailure oddity,
      String gateway,
      @Nullable Duration startTimeout) {}

  /**
   * How far the webhook got.
   *
   * @param settled whether no attempt follows
   */
  public record Notice(int attempts, boolean settled) {}

  /**
   * What is to be made. Gone as soon as the request is over, as {@code X-Fal-Store-IO: 0} asks for.
   *
   * @param inputs the files it is made from, the one that is set in motion first
   * @param longestClip in seconds
   * @param destined how the job is to end, if not well
   */
  public record Work(
      String caption,
      int seconds,
      List<Input> inputs,
      double longestClip,
      @Nullable SimulatedFailure destined) {
    public Work {
      inputs = List.copyOf(inputs);
    }

    public Work withoutDestiny() {
      return new Work(caption, seconds, inputs, longestClip, null);
    }
  }

  /**
   * A file that the job is made from.
   *
   * @param address where to fetch it; null where it came inline and lies in the folder
   */
  public record Input(String field, @Nullable URI address) {
    @JsonIgnore
    public boolean isClip() {
      return field.equals("video_url");
    }
  }

  public SimulatedRequest at(Stage next) {
    return new SimulatedRequest(id, endpoint, accepted, terms, started, next, notice);
  }

  public SimulatedRequest startedAt(Instant when, Stage next) {
    return new SimulatedRequest(id, endpoint, accepted, terms, when, next, notice);
  }

  public SimulatedRequest noticed(Notice next) {
    return new SimulatedRequest(id, endpoint, accepted, terms, started, stage, next);
  }

  /** As fal.ai tries again by itself. */
  public SimulatedRequest throughGateway(String gateway, Stage next) {
    Terms again =
        new Terms(
            terms.lifetime(),
            terms.forbidden(),
            terms.stored(),
            terms.webhook(),
            terms.oddity(),
            gateway,
            terms.startTimeout());
    return new SimulatedRequest(id, endpoint, accepted, again, started, next, notice);
  }

  public boolean over() {
    return ended().isPresent();
  }

  /** Owner and app, under which a request is asked for. */
  public String app() {
    String[] segments = endpoint.split("/", 3);
    return segments[0] + "/" + segments[1];
  }

  public Optional<Instant> ended() {
    return Optional.ofNullable(
        stage instanceof Finished finished
            ? finished.at()
            : stage instanceof Failed failed
                ? failed.at()
                : stage instanceof Deleted deleted ? deleted.at() : null);
  }

  /** What is still to be made. */
  public Optional<Work> work() {
    return Optional.ofNullable(
        stage instanceof Queued queued
            ? queued.work()
            : stage instanceof Rendering rendering ? rendering.work() : null);
  }

  /** The name of the video, if there is one and it did not expire. */
  public Optional<String> video(Instant now, SimulatedFalKnobs knobs) {
    return stage instanceof Finished done
            && !done.video().isEmpty()
            && now.isBefore(done.at().plus(knobs.compressed(terms.lifetime())))
        ? Optional.of(done.video())
        : Optional.empty();
  }

  public boolean resultForgotten(Instant now, SimulatedFalKnobs knobs) {
    if (stage instanceof Deleted
        || (stage instanceof Finished done && done.oddity() == SimulatedFailure.RESULT_EXPIRED)) {
      return true;
    }
    Duration kept = knobs.compressed(terms.stored() ? STORED_KEPT : RESULT_KEPT);
    return ended().map(end -> !now.isBefore(end.plus(kept))).orElse(false);
  }
}
