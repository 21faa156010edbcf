package io.lethe.api.video;

import io.lethe.storage.consent.Notices;
import io.lethe.storage.upload.UploadLimits;
import io.lethe.storage.video.Quota;
import io.lethe.workflows.StepOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code videos} of the configuration.
 *
 * @param eraseBy how long after the order everything is gone at the latest, whatever happens
 * @param deliveryWindow how long a finished video waits to be collected
 * @param secondLook how long after its receipt a guardian looks a second time
 * @param idempotency how long the ledger knows an idempotency key
 * @param quota how many jobs one subject may have
 * @param longestWait the most that {@code Prefer: wait} can ask for
 * @param uploads what a photo may be like
 */
public record VideoSettings(
    Duration eraseBy,
    Duration deliveryWindow,
    Duration secondLook,
    Duration idempotency,
    Quota quota,
    Duration longestWait,
    UploadLimits uploads) {

  public VideoSettings(
      @Nullable Duration eraseBy,
      @Nullable Duration deliveryWindow,
      @Nullable Duration secondLook,
      @Nullable Duration idempotency,
      @Nullable Quota quota,
      @Nullable Duration longestWait,
      @Nullable UploadLimits uploads) {
    this.eraseBy = eraseBy == null ? Notices.ERASED_WITHIN : eraseBy;
    this.deliveryWindow = deliveryWindow == null ? Duration.ofHours(1) : deliveryWindow;
    this.secondLook = secondLook == null ? StepOptions.SECOND_LOOK_AFTER : secondLook;
    this.idempotency = idempotency == null ? Duration.ofHours(24) : idempotency;
    this.quota = quota == null ? new Quota(3, 30) : quota;
    this.longestWait = longestWait == null ? Duration.ofSeconds(60) : longestWait;
    this.uploads = uploads == null ? UploadLimits.ofPhotos() : uploads;
    if (this.eraseBy.compareTo(Notices.ERASED_WITHIN) > 0) {
      throw new IllegalArgumentException(
          "videos.eraseBy is "
              + this.eraseBy
              + ", and the notice on AI processing promises "
              + Notices.ERASED_WITHIN
              + ": set it to that or less");
    }
    if (this.deliveryWindow.compareTo(this.eraseBy) >= 0) {
      throw new IllegalArgumentException("videos.deliveryWindow must be shorter than eraseBy");
    }
  }
}
