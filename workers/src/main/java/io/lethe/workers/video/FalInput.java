package io.lethe.workers.video;

import io.lethe.domain.video.Model;
import io.lethe.domain.video.Prompt;
import io.lethe.fal.FalField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What leaves the building for one job: the prompt, the sanitised file, the length, and the model's
 * own parameters. There is no room for anything else: no id, no file name, nothing of the subject's
 * device.
 */
final class FalInput {
  private FalInput() {}

  /**
   * @param files one for each role of the model, named by the model's field
   */
  static List<FalField> of(Model model, Prompt prompt, int durationSeconds, List<FalField> files) {
    List<FalField> input = new ArrayList<>();
    input.add(new FalField.Text("prompt", prompt.words()));
    // A JSON string at fal.ai, not a number.
    input.add(new FalField.Text("duration", Integer.toString(durationSeconds)));
    model.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(parameter -> input.add(field(parameter.getKey(), parameter.getValue())));
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
