package io.lethe.workers.provider;

import io.lethe.storage.egress.AttemptToken;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Under which conditions jobs are sent to fal.ai.
 *
 * @param startTimeout fal.ai drops a job that it did not begin by then
 * @param outputLifetime how long fal.ai's file server keeps a video
 * @param atOnce how many requests the account may have at once
 * @param publicAddress where the API is reached from outside; without it fal.ai can't call, and
 *     only asking tells that a video is ready
 */
public record SubmissionTerms(
    Duration startTimeout, Duration outputLifetime, int atOnce, @Nullable URI publicAddress) {

  /** Where fal.ai reports on one attempt. */
  public Optional<URI> webhook(AttemptToken token) {
    return Optional.ofNullable(publicAddress)
        .map(api -> api.resolve("/v1/providers/fal/webhooks/" + token.value()));
  }
}
