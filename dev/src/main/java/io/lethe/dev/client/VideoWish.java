package io.lethe.dev.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a video is to be like.
 *
 * @param durationSeconds absent where the video becomes as long as the clip
 * @param parameters what else the model can be told
 * @param uploads the roles of the optional uploads that will come
 */
public record VideoWish(
    String model,
    String prompt,
    @Nullable Integer durationSeconds,
    Map<String, Object> parameters,
    List<String> uploads) {

  public VideoWish {
    parameters = Map.copyOf(parameters);
    uploads = List.copyOf(uploads);
  }

  /** Of a photo, with nothing said besides. */
  public static VideoWish ofPhoto(String model, String prompt, int durationSeconds) {
    return new VideoWish(model, prompt, durationSeconds, Map.of(), List.of());
  }

  /** Without the prompt: this text may reach a log. */
  @Override
  public String toString() {
    return "VideoWish[" + model + ", " + durationSeconds + " s]";
  }
}
