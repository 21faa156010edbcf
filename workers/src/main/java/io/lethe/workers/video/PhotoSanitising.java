package io.lethe.workers.video;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.vault.Dimensions;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.MediaKind;
import io.lethe.storage.vault.NewMedia;
import io.lethe.storage.vault.Vault;
import io.lethe.workflows.EndingFailure;
import io.lethe.workflows.video.PhotoActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;

/**
 * Sanitises photos from the vault into the vault. The upload is read as a stream; what is held in
 * memory is the pixels, and the small JPEG that they become.
 */
public final class PhotoSanitising implements PhotoActivities {
  private final Vault vault;
  private final PhotoSanitiser sanitiser;
  private final ClipSanitising clips;

  public PhotoSanitising(Vault vault, PhotoSanitiser sanitiser, ClipSanitising clips) {
    this.vault = vault;
    this.sanitiser = sanitiser;
    this.clips = clips;
  }

  @Override
  public void sanitise(JobId job, UploadRole role) {
    if (role.isClip()) {
      clips.sanitise(job);
      return;
    }
    Media upload =
        vault
            .find(job, MediaKind.UPLOAD, role)
            .orElseThrow(() -> EndingFailure.of(Ending.failed(Reason.INTERNAL)));
    ActivityExecutionContext step = Activity.getExecutionContext();
    SmallJpeg jpeg = new SmallJpeg(step);
    try (SeekableByteChannel photo = new HeartbeatingChannel(vault.open(upload), step)) {
      SanitisedPhoto picture = sanitiser.sanitise(photo, jpeg);
      Dimensions size = new Dimensions(picture.width(), picture.height());
      vault.store(
          NewMedia.sanitised(job, role, SanitisedPhoto.MEDIA_TYPE, size), jpeg.toInputStream());
    } catch (UnusablePhoto unusable) {
      throw EndingFailure.of(Ending.of(Outcome.UNUSABLE_UPLOAD, Reason.NOT_DECODABLE));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
