package io.lethe.workflows.video;

import io.lethe.domain.JobId;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.UploadRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * All that a {@link VideoWorkflow} is told. Nothing personal: what the video is to show stays in
 * the ledger, encrypted.
 *
 * @param roles the uploads that must be there before the job goes on
 * @param eraseBy when everything must be gone, whatever happens; delivery ends before that
 * @param deliveryWindow how long the video may wait to be collected
 */
public record VideoOrder(
    JobId jobId, ModelId model, Set<UploadRole> roles, Instant eraseBy, Duration deliveryWindow) {

  public VideoOrder {
    roles = Set.copyOf(roles);
  }
}
