package io.lethe.process;

import io.dropwizard.lifecycle.Managed;

/** Something open already, to be closed after everything that was started later has stopped. */
public record ClosedAtTheEnd(AutoCloseable open) implements Managed {
  @Override
  public void stop() throws Exception {
    open.close();
  }
}
