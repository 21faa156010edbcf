package io.lethe.workers;

import io.dropwizard.lifecycle.Managed;
import io.lethe.workflows.TemporalConnection;

/** The workers, which ask Temporal when they start: it may be restarting at that moment. */
record StartedPatiently(TemporalWorkers workers, TemporalConnection temporal) implements Managed {
  @Override
  public void start() {
    temporal.start(workers::start);
  }

  @Override
  public void stop() {
    workers.stop();
  }
}
