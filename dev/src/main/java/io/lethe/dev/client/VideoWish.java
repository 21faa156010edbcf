package io.lethe.dev.client;

/** What a video is to be like. */
public record VideoWish(String model, String prompt, int durationSeconds) {

  /** Without the prompt: this text may reach a log. */
  @Override
  public String toString() {
    return "VideoWish[" + model + ", " + durationSeconds + " s]";
  }
}
