package io.lethe.dev.fal.render;

import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.queue.SimulatedRequest.Work;

/** How a job ends that is not to end well. */
record Destiny(boolean withoutVideo) {

  /**
   * What the knobs have in store for a job.
   *
   * @throws NotRendered if that is an error
   */
  static Destiny of(Work work) throws NotRendered {
    SimulatedFailure failure = work.destined();
    if (failure == null) {
      return new Destiny(false);
    }
    String prompt = work.caption();
    return switch (failure) {
      case CONTENT_POLICY, CONTENT_POLICY_UNTOLD ->
          throw new NotRendered(
              "content_policy_violation",
              "The content could not be processed because it was flagged by a content checker.",
              "prompt",
              prompt);
      case MODEL_FAILURE -> throw model("internal_server_error", "The model broke down");
      case GENERATION_TIMEOUT -> throw model("generation_timeout", "Generation timed out");
      case DOWNSTREAM_UNAVAILABLE ->
          throw model("downstream_service_unavailable", "Downstream service unavailable");
      case NO_FACE ->
          throw new NotRendered(
              "face_detection_error",
              "Could not detect face in the image",
              work.inputs().get(0).field(),
              "");
      case NO_MEDIA -> throw model("no_media_generated", "No media was generated");
      case UNHEARD_OF_ERROR -> throw model("unheard_of_error", "Something new went wrong");
      case DETAIL_AS_TEXT -> throw model("partner_validation_failed", "Refused: " + prompt);
      case RUNNER_LOST -> throw model("runner_disconnected", "Runner disconnected");
      case START_TIMEOUT -> throw model("request_timeout", "Request did not start in time");
      case NO_VIDEO_URL, ERROR_INSIDE, QUEUED_AGAIN, NEVER_ENDS -> new Destiny(true);
      default -> new Destiny(false);
    };
  }

  private static NotRendered model(String type, String words) {
    return new NotRendered(type, words, "", "");
  }
}
