package io.lethe.process.health;

import com.codahale.metrics.health.HealthCheck;
import io.lethe.workflows.TemporalConnection;
import java.util.concurrent.TimeoutException;

/** Does Temporal answer? */
public final class TemporalHealth extends HealthCheck {
  private final TemporalConnection temporal;

  public TemporalHealth(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Override
  protected Result check() {
    try {
      temporal.probe();
      return Result.healthy();
    } catch (TimeoutException noAnswer) {
      return Result.unhealthy(noAnswer.getMessage());
    }
  }
}
