package io.lethe.storage.rights;

/** Something is still there after it was erased, so there is no receipt. Erase again. */
public final class HoldingNotEmpty extends RuntimeException {
  HoldingNotEmpty(String holding, long left) {
    super("the holding " + holding + " still has " + left);
  }
}
