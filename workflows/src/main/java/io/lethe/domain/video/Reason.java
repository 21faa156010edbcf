package io.lethe.domain.video;

/**
 * Why a job ended as it did, where the outcome alone does not say. Safe to show: it holds nothing
 * of the content.
 */
public enum Reason {
  CONTENT_POLICY(
      "The provider's content policy forbids it; the same upload and prompt will be refused again."),
  NOT_DECODABLE("The file could not be decoded."),
  CLIP_LENGTH("The clip is shorter or longer than the model takes."),
  CLIP_FRAME_RATE("The clip has fewer or more frames a second than the model takes."),
  CLIP_SIDES("The clip's pictures are smaller or larger than the model takes."),
  CLIP_CODEC("The clip is encoded in a way that the model does not take."),
  INPUT_REJECTED("The provider could not work with this input."),
  MODEL_OFF(
      "The model can't be used any more, and the provider did not take the order. Order with another one."),
  PROVIDER_FAILED("The provider gave up on the rendering."),
  PROVIDER_UNAVAILABLE("The provider could not be reached, or took no orders, for too long."),
  SUBMISSION_UNKNOWN(
      "It is not certain that the provider took the order; it is not sent twice. An operator is told."),
  RENDER_TIMED_OUT("The rendering took longer than allowed."),
  VIDEO_UNUSABLE("What the provider returned is not a usable video."),
  INTERNAL("Something is wrong on our side.");

  private final String meaning;

  Reason(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
