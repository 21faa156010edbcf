package io.lethe.api;

import io.dropwizard.lifecycle.Managed;

/** Something open already, to be closed after everything that was started later has stopped. */
record ClosedAtTheEnd(AutoCloseable open) implements Managed {
  @Override
  public void stop() throws Exception {
    open.close();
  }
}
