package io.lethe.workers.video;

import io.lethe.storage.upload.UploadFault;

/**
 * The photo can't be made into a picture; trying again gives the same. Carries an enum only: no
 * part of the file, no word of a decoder, no cause.
 */
public final class UnusablePhoto extends Exception {
  private final UploadFault reason;

  public UnusablePhoto(UploadFault reason) {
    super(reason.name());
    this.reason = reason;
  }

  public UploadFault reason() {
    return reason;
  }
}
