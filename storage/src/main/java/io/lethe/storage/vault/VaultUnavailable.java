package io.lethe.storage.vault;

import java.io.IOException;

/**
 * The object store could not be reached, or could not write, read or delete. Worth trying again;
 * never means that something is absent.
 */
public final class VaultUnavailable extends RuntimeException {
  public VaultUnavailable(IOException cause) {
    super("the object store failed: " + cause.getClass().getSimpleName(), cause);
  }
}
