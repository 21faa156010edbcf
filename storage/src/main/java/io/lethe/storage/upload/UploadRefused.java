package io.lethe.storage.upload;

import java.io.IOException;

/**
 * The upload breaks a rule. An {@link IOException}, so that it stops whoever copies the stream; its
 * message is the fault's name and holds nothing of the file.
 */
public final class UploadRefused extends IOException {
  private final UploadFault fault;

  public UploadRefused(UploadFault fault) {
    super(fault.name());
    this.fault = fault;
  }

  public UploadFault fault() {
    return fault;
  }
}
