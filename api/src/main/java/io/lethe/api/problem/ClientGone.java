package io.lethe.api.problem;

import java.io.IOException;

/**
 * The caller's side of a connection broke off while its body was read: told apart from a disk of
 * ours that fails.
 */
public final class ClientGone extends IOException {
  public ClientGone(IOException cause) {
    super("the body ended early", cause);
  }
}
