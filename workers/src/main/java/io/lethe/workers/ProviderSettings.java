package io.lethe.workers;

import io.dropwizard.util.DataSize;
import io.lethe.fal.FalKey;
import io.lethe.fal.FalSettings;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code fal} of the configuration: who renders, and how long to wait for it.
 *
 * @param key by reference to the environment, never written into the file
 * @param queue the address of the queue; plain http for a loopback address only
 * @param mediaHosts where a video may be fetched from
 * @param statusTimeout one question, from its start to the last byte of the answer
 * @param submitTimeout one submission, the file in it included
 * @param startTimeout the provider drops a job that it did not begin by then
 * @param downloadTimeout one video, whole
 * @param maxVideo a larger video is refused while it streams
 * @param outputLifetime how long the provider's file server keeps the video
 */
public record ProviderSettings(
    @Nullable String key,
    @NotNull URI queue,
    @NotNull List<String> mediaHosts,
    @NotNull Duration connectTimeout,
    @NotNull Duration statusTimeout,
    @NotNull Duration submitTimeout,
    @NotNull Duration startTimeout,
    @NotNull Duration downloadTimeout,
    @NotNull DataSize maxVideo,
    @NotNull Duration outputLifetime) {

  public boolean hasKey() {
    return key != null && !key.isBlank();
  }

  /**
   * @throws StartUpFailure if there is no key
   */
  FalSettings settings() {
    if (key == null || key.isBlank()) {
      throw new StartUpFailure(
          "There is no key for fal.ai: set the environment variable FAL_KEY, or run './lethe up',"
              + " which brings a simulated fal.ai along.");
    }
    return new FalSettings(
        new FalKey(key),
        queue,
        mediaHosts,
        connectTimeout,
        statusTimeout,
        submitTimeout,
        downloadTimeout,
        maxVideo.toBytes());
  }

  @Override
  public String toString() {
    return "ProviderSettings[" + queue + "]";
  }
}
