package io.lethe.dev.command;

import io.lethe.dev.client.LetheClient;
import io.lethe.dev.client.Uploads;
import io.lethe.dev.client.VideoWish;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that orders a video. */
final class WishOptions {
  private static final int USUAL_SECONDS = 5;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      defaultValue = "The person smiles and turns to the light.",
      description = "What the video is to show. Default: ${DEFAULT-VALUE}")
  private String prompt = "";

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "One of the models in config.yml. Default: kling-2.5-turbo-standard; with a tail picture"
              + " kling-2.5-turbo-pro; for a clip alone kling-o1-edit.")
  private @Nullable String model;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      description =
          "Length of the video. Default: 5, or as long as the clip where the model wants none.")
  private @Nullable Integer duration;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the model, as /v1/models lists them; may be repeated.")
  private Map<String, String> parameters = Map.of();

  /** What to order with these files. */
  VideoWish wish(LetheClient client, Uploads files) {
    String chosen = model == null ? usualModel(files) : model;
    Integer seconds =
        duration == null && client.takesDuration(chosen) ? (Integer) USUAL_SECONDS : duration;
    Map<String, Object> typed = new HashMap<>();
    parameters.forEach((name, value) -> typed.put(name, typed(value)));
    return new VideoWish(chosen, prompt, seconds, typed, List.copyOf(files.meant().keySet()));
  }

  private static String usualModel(Uploads files) {
    if (files.isOneClip()) {
      return "kling-o1-edit";
    }
    return files.meant().containsKey("tail") ? "kling-2.5-turbo-pro" : "kling-2.5-turbo-standard";
  }

  private static Object typed(String value) {
    if (value.equals("true") || value.equals("false")) {
      return Boolean.valueOf(value);
    }
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException text) {
      return value;
    }
  }
}
