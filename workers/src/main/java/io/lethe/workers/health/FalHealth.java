package io.lethe.workers.health;

import com.codahale.metrics.health.HealthCheck;
import io.lethe.workers.ProviderSettings;

/**
 * Says which provider is configured. fal.ai itself is not asked: each question could be counted.
 */
public final class FalHealth extends HealthCheck {
  private final ProviderSettings fal;

  public FalHealth(ProviderSettings fal) {
    this.fal = fal;
  }

  @Override
  protected Result check() {
    return fal.hasKey()
        ? Result.healthy(
            "There is a key for %s; whether it is good shows with the first job", fal.queue())
        : Result.unhealthy("There is no key for %s", fal.queue());
  }
}
