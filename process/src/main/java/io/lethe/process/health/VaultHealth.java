package io.lethe.process.health;

import com.codahale.metrics.health.HealthCheck;
import io.lethe.storage.vault.ObjectStore;
import java.io.IOException;

/** Can the vault's object store be reached? Reads only. */
public final class VaultHealth extends HealthCheck {
  private static final String NOTHING_LIES_HERE = "health/";

  private final ObjectStore objects;

  public VaultHealth(ObjectStore objects) {
    this.objects = objects;
  }

  @Override
  protected Result check() {
    try {
      objects.list(NOTHING_LIES_HERE);
      return Result.healthy();
    } catch (IOException unreachable) {
      return Result.unhealthy(
          "The object store can't be reached: " + unreachable.getClass().getSimpleName());
    }
  }
}
