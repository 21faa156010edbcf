package io.lethe.workers;

import io.dropwizard.util.DataSize;
import io.lethe.fal.FalKey;
import io.lethe.fal.FalLimits;
import io.lethe.fal.FalOrigins;
import io.lethe.fal.FalSettings;
import io.lethe.process.StartUpFailure;
import io.lethe.workers.provider.HandOffMode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code fal} of the configuration: who renders, and how long to wait for it.
 *
 * @param key by reference to the environment, never written into the file
 * @param adminKey by reference too; deletes what fal.ai keeps, and does nothing else
 * @param account the account's user id, which its webhooks bear
 * @param queue the address of the queue; plain http for a loopback address only
 * @param platform the address that answers about requests and models
 * @param rest the address that hands out tokens and keys
 * @param mediaHosts where a video may be fetched from
 * @param statusTimeout one question, from its start to the last byte of the answer
 * @param submitTimeout one submission, the file in it included
 * @param startTimeout the provider drops a job that it did not begin by then
 * @param downloadTimeout one video, whole
 * @param silenceTimeout a file server that says nothing for so long is asked anew
 * @param maxVideo a larger video is refused while it streams
 * @param outputLifetime how long the provider's file server keeps the video
 * @param handOff how a file gets to the provider
 * @param atOnce how many requests the account may have at once
 * @param certainAfter a submission whose answer got lost and that the provider does not list by
 *     then was not accepted
 * @param tryEvery how often one job tries whether a blocked account takes orders again
 */
public record ProviderSettings(
    @Nullable String key,
    @Nullable String adminKey,
    @Nullable String account,
    @NotNull URI queue,
    @NotNull URI platform,
    @NotNull URI rest,
    @NotNull List<String> mediaHosts,
    @NotNull Duration connectTimeout,
    @NotNull Duration statusTimeout,
    @NotNull Duration submitTimeout,
    @NotNull Duration startTimeout,
    @NotNull Duration downloadTimeout,
    @NotNull Duration silenceTimeout,
    @NotNull DataSize maxVideo,
    @NotNull Duration outputLifetime,
    @NotNull HandOffMode handOff,
    @Min(1) int atOnce,
    @NotNull Duration certainAfter,
    @NotNull Duration tryEvery) {

  /** From the question whether a video is ready to its last byte, at the most. */
  Duration longestFetch() {
    return downloadTimeout.plus(statusTimeout.multipliedBy(2));
  }

  /**
   * The notice says for how long the provider keeps a video, and the receipt says so again.
   *
   * @throws StartUpFailure if the provider were asked to keep it for longer
   */
  void requireKeptAtMost(Duration promised) {
    if (outputLifetime.compareTo(promised) > 0) {
      throw new StartUpFailure(
          "fal.outputLifetime is "
              + outputLifetime
              + ", and the notice on AI processing promises "
              + promised
              + ": set it to that or less.");
    }
  }

  /**
   * @throws StartUpFailure if there is no key
   */
  FalSettings settings() {
    String paying =
        given(key)
            .orElseThrow(
                () ->
                    new StartUpFailure(
                        "There is no key for fal.ai: set the environment variable FAL_KEY, or run"
                            + " './lethe up', which brings a simulated fal.ai along."));
    return new FalSettings(
        new FalKey(paying),
        administration().map(FalKey::new).orElse(null),
        given(account).orElse(null),
        new FalOrigins(queue, platform, rest, mediaHosts),
        new FalLimits(
            connectTimeout,
            statusTimeout,
            submitTimeout,
            downloadTimeout,
            silenceTimeout,
            maxVideo.toBytes()));
  }

  Optional<String> administration() {
    return given(adminKey);
  }

  /** An environment variable that is not set arrives as an empty word. */
  private static Optional<String> given(@Nullable String word) {
    return Optional.ofNullable(word).filter(text -> !text.isBlank());
  }

  @Override
  public String toString() {
    return "ProviderSettings[" + queue + "]";
  }
}
