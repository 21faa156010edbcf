package io.lethe.workers.video;

import io.lethe.domain.video.Model;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.fal.FalField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What leaves the building for one job: the prompt, the sanitised file, the length, and the model's
 * own parameters. There is no room for anything else: no id, no file name, nothing of the subject's
 * device.
 */
final class FalInput {
  private FalInput() {}

  /**
   * @param prompt left out if it is empty
   * @param durationSeconds absent where the video becomes as long as the clip
   * @param files one for each upload of the job, named by the model's field
   */
  static List<FalField> of(
      Model model,
      Prompt prompt,
      @Nullable Integer durationSeconds,
      Parameters chosen,
      List<FalField> files) {
    List<FalField> input = new ArrayList<>();
    if (!prompt.isEmpty()) {
      input.add(new FalField.Text("prompt", prompt.words()));
    }
    if (durationSeconds != null) {
      // A JSON string at fal.ai, not a number.
      input.add(new FalField.Text("duration", durationSeconds.toString()));
    }
    model.settings(chosen).forEach((name, value) -> input.add(field(name, value)));
    input.addAll(files);
    return input;
  }

  private static FalField field(String name, Object value) {
    if (value instanceof Boolean flag) {
      return new FalField.Flag(name, flag);
    }
    if (value instanceof Number number) {
      return new FalField.Decimal(name, number.doubleValue());
    }
    return new FalField.Text(name, value.toString());
  }
}
