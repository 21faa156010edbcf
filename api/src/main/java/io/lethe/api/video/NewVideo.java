package io.lethe.api.video;

import io.lethe.domain.video.UploadRole;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client orders. {@link OrderCheck} says whether a model can do it.
 *
 * @param prompt what the video is to show; personal
 * @param durationSeconds left out where the video becomes as long as the clip
 * @param uploads which optional uploads it will bring; the required ones go without saying
 * @param parameters what else the model can be told, by the names that it lists; personal
 */
record NewVideo(
    @Nullable String model,
    @Nullable String prompt,
    @Nullable Integer durationSeconds,
    @Nullable List<UploadRole> uploads,
    @Nullable Map<String, Object> parameters) {

  /** Without the prompt: this text may reach a log. */
  @Override
  public String toString() {
    return "NewVideo";
  }
}
