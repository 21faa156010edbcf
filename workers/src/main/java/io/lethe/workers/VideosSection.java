package io.lethe.workers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.lethe.process.StartUpFailure;
import io.lethe.storage.upload.UploadLimits;
import io.lethe.workflows.StepOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the workers need of the section {@code videos}, most of which is the API's.
 *
 * @param eraseBy how long after the order everything is gone at the latest
 * @param secondLook how long after its receipt a job is looked for again
 * @param idempotency how long the ledger knows an idempotency key
 * @param uploads what a photo may be like
 */
@JsonIgnoreProperties({"deliveryWindow", "longestWait", "quota"})
public record VideosSection(
    Duration eraseBy, Duration secondLook, Duration idempotency, UploadLimits uploads) {
  /** For what follows the last byte: forcing a file to disk, and a transaction. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  public VideosSection(
      @Nullable Duration eraseBy,
      @Nullable Duration secondLook,
      @Nullable Duration idempotency,
      @Nullable UploadLimits uploads) {
    this.eraseBy = eraseBy == null ? Duration.ofHours(4) : eraseBy;
    this.secondLook = secondLook == null ? StepOptions.SECOND_LOOK_AFTER : secondLook;
    this.idempotency = idempotency == null ? Duration.ofHours(24) : idempotency;
    this.uploads = uploads == null ? UploadLimits.ofPhotos() : uploads;
  }

  /**
   * A second look that a writer can outlast would confirm an absence that does not last.
   *
   * @param longestFetch the longest that one video may be on its way into the vault
   * @throws StartUpFailure if the second look comes too soon
   */
  void requireSecondLookAfter(Duration longestFetch) {
    Duration soonest = longestFetch.plus(MARGIN);
    if (secondLook.compareTo(soonest) < 0) {
      throw new StartUpFailure(
          "videos.secondLook is "
              + secondLook
              + ", and a video may be on its way for "
              + longestFetch
              + " (fal.downloadTimeout and two of fal.statusTimeout): set it to "
              + soonest
              + " or more.");
    }
  }
}
