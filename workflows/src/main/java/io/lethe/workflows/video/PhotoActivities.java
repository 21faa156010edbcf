package io.lethe.workflows.video;

import io.lethe.domain.JobId;
import io.lethe.domain.video.UploadRole;
import io.temporal.activity.ActivityInterface;

/** What is done to the pixels. */
@ActivityInterface
public interface PhotoActivities {

  /**
   * Decodes the upload for real and stores a sanitised copy: turned upright, scaled to what the
   * model takes, without any metadata. A repeat replaces what an earlier attempt left.
   *
   * @throws io.temporal.failure.ApplicationFailure UNUSABLE_UPLOAD if it can't be decoded
   */
  void sanitise(JobId job, UploadRole role);
}
