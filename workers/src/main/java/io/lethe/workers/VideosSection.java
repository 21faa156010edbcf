package io.lethe.workers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.lethe.storage.upload.UploadLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the workers need of the section {@code videos}, most of which is the API's.
 *
 * @param idempotency how long the ledger knows an idempotency key
 * @param uploads what a photo may be like
 */
@JsonIgnoreProperties({"eraseBy", "deliveryWindow", "longestWait"})
public record VideosSection(Duration idempotency, UploadLimits uploads) {
  public VideosSection(@Nullable Duration idempotency, @Nullable UploadLimits uploads) {
    this.idempotency = idempotency == null ? Duration.ofHours(24) : idempotency;
    this.uploads = uploads == null ? UploadLimits.ofPhotos() : uploads;
  }
}
