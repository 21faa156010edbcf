package io.lethe.workers.video;

import io.lethe.storage.upload.UploadFault;
import io.lethe.storage.upload.UploadLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;

/** Makes a photo fit to leave the building: decoded for real, then drawn anew as a plain JPEG. */
public final class PhotoSanitiser {
  public PhotoSanitiser(UploadLimits limits) {}

  /**
   * Reads the photo from the channel's start and writes the sanitised one; closes neither.
   *
   * @throws UnusablePhoto if it can't be decoded whole or breaks a limit
   * @throws IOException only from the channel or the output themselves
   */
  public SanitisedPhoto sanitise(SeekableByteChannel in, OutputStream out)
      throws UnusablePhoto, IOException {
    throw new UnusablePhoto(UploadFault.NOT_SUPPORTED);
  }
}
