package io.lethe.api.video;

import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal.InvalidField;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.Prompt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client orders.
 *
 * @param prompt what the video is to show; personal
 */
record NewVideo(
    @Nullable String model, @Nullable String prompt, @Nullable Integer durationSeconds) {

  /**
   * Checks all that can be said without asking anyone, before anything is stored.
   *
   * @throws io.lethe.api.problem.Refused naming the first field that can't be worked with
   */
  Checked check(Models models) {
    String modelId = require(model, "/model");
    Model known = models.find(modelId).orElseThrow(() -> unknownModel(models).asException());
    int seconds = require(durationSeconds, "/durationSeconds");
    if (!known.durations().contains(seconds)) {
      throw unsupportedDuration(known.durations()).asException();
    }
    String text = require(prompt, "/prompt");
    if (text.isBlank()) {
      throw new InvalidField("/prompt", "The prompt is blank.").asException();
    }
    if (text.length() > known.maxPromptCharacters()) {
      throw promptTooLong(known.maxPromptCharacters()).asException();
    }
    return new Checked(known, new Prompt(text), seconds);
  }

  private static <T> T require(@Nullable T value, String pointer) {
    if (value == null) {
      throw new InvalidField(pointer, "The field is missing.").asException();
    }
    return value;
  }

  private static InvalidField unknownModel(Models models) {
    return new InvalidField(
        ProblemType.UNKNOWN_MODEL,
        "/model",
        "No model of that name can be ordered.",
        Map.of("models", List.copyOf(models.ids())));
  }

  private static InvalidField unsupportedDuration(List<Integer> durations) {
    return new InvalidField(
        ProblemType.UNSUPPORTED_DURATION,
        "/durationSeconds",
        "The model makes other durations.",
        Map.of("durationSeconds", durations));
  }

  private static InvalidField promptTooLong(int most) {
    return new InvalidField(
        ProblemType.PROMPT_TOO_LONG,
        "/prompt",
        "The prompt may have " + most + " characters.",
        Map.of("maxCharacters", most));
  }

  /** Without the prompt: this text may reach a log. */
  @Override
  public String toString() {
    return "NewVideo";
  }

  /** An order that the model can do. */
  record Checked(Model model, Prompt prompt, int durationSeconds) {}
}
