package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import io.lethe.domain.video.UploadRole;
import org.jspecify.annotations.Nullable;

/** What is about to be stored, and for which job. */
public record NewMedia(
    JobId job,
    MediaKind kind,
    @Nullable UploadRole role,
    String contentType,
    @Nullable Dimensions dimensions,
    @Nullable Integer milliseconds) {

  public static NewMedia upload(JobId job, UploadRole role, String contentType) {
    return new NewMedia(job, MediaKind.UPLOAD, role, contentType, null, null);
  }

  public static NewMedia sanitised(
      JobId job, UploadRole role, String contentType, Dimensions dimensions) {
    return new NewMedia(job, MediaKind.SANITISED, role, contentType, dimensions, null);
  }

  public static NewMedia sanitisedClip(
      JobId job, UploadRole role, String contentType, Dimensions dimensions, int milliseconds) {
    return new NewMedia(job, MediaKind.SANITISED, role, contentType, dimensions, milliseconds);
  }

  public static NewMedia video(JobId job, String contentType) {
    return new NewMedia(job, MediaKind.VIDEO, null, contentType, null, null);
  }
}
