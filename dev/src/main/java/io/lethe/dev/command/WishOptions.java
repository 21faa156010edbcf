package io.lethe.dev.command;

import io.lethe.dev.client.VideoWish;
import picocli.CommandLine.Option;

/** Options of every command that orders a video. */
final class WishOptions {
  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      defaultValue = "The person smiles and turns to the light.",
      description = "What the video is to show. Default: ${DEFAULT-VALUE}")
  private String prompt = "";

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "kling-2.5-turbo-standard",
      description = "One of the models in config.yml. Default: ${DEFAULT-VALUE}")
  private String model = "";

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Length of the video. Default: ${DEFAULT-VALUE}")
  private int duration;

  VideoWish wish() {
    return new VideoWish(model, prompt, duration);
  }
}
